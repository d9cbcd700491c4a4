/**
 * James 3.8.1 in memory with SealMX: for trying it out, for tests and for the container image.
 *
 * <p>Knows the rest of SealMX only as James does: as a jar in {@code extensions-jars} and names in configuration files.
 * None of its classes is on the class path here, so they are loaded as in every other James, and the tools with them.
 * Only {@code org.sealmx.cli} is on the class path, which uses neither.
 */
@NullMarked
package org.sealmx.standalone;

import org.jspecify.annotations.NullMarked;
