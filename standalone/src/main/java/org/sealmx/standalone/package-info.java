/**
 * James 3.8.1 in memory with SealMX in it: to try out, for tests, for the container image.
 *
 * <p>Knows the rest of SealMX only as James does: as a jar in {@code extensions-jars} and names in configuration files.
 * None of its classes is on the class path here, so that they are loaded as in every other James. The tools are loaded
 * with it. On the class path is only {@code org.sealmx.cli}, which knows nothing of either.
 */
@NullMarked
package org.sealmx.standalone;

import org.jspecify.annotations.NullMarked;
