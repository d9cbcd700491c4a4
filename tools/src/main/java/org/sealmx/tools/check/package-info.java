/** Checks a directory before it goes live, without a server. */
@NullMarked
package org.sealmx.tools.check;

import org.jspecify.annotations.NullMarked;
