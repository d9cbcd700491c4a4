/** Programs for operators, which run beside any James, in a jar of their own. Not part of the server. */
@NullMarked
package org.sealmx.tools;

import org.jspecify.annotations.NullMarked;
