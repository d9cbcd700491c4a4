/** Programs for operators that run beside any James, in their own jar. They are not part of the server. */
@NullMarked
package org.sealmx.tools;

import org.jspecify.annotations.NullMarked;
