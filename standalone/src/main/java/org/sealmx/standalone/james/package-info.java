/** James 3.8.1 in memory: its modules, its settings, the check that it is ready, and the report of a failed start. */
@NullMarked
package org.sealmx.standalone.james;

import org.jspecify.annotations.NullMarked;
