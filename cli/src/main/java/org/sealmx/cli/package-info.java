/**
 * What the command lines of SealMX share: those of the tools beside any James, and that of {@code run.sh}. Knows
 * nothing else of SealMX, so that it can be on the class path of a James that loads the rest from an extension jar.
 */
@NullMarked
package org.sealmx.cli;

import org.jspecify.annotations.NullMarked;
