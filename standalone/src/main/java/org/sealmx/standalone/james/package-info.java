/** James 3.8.1 in memory: its modules, what its configuration leaves open, whether it runs, why it does not start. */
@NullMarked
package org.sealmx.standalone.james;

import org.jspecify.annotations.NullMarked;
