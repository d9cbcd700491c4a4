/**
 * Octets, those of a message as it came in among them: in memory, in temporary files and in streams, with their bounds.
 * Knows neither the structure of mail nor keys.
 */
@NullMarked
package org.sealmx.octets;

import org.jspecify.annotations.NullMarked;
