/**
 * Code that the command lines of SealMX share: those of the tools, which run beside any James, and that of
 * {@code run.sh}. Uses nothing else of SealMX, so it can be on the class path of a James that loads the rest from an
 * extension jar.
 */
@NullMarked
package org.sealmx.cli;

import org.jspecify.annotations.NullMarked;
