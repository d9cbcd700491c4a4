/** What helps to read the log. */
@NullMarked
package org.sealmx.tools.log;

import org.jspecify.annotations.NullMarked;
