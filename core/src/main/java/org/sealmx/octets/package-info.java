/**
 * Octets: in memory, in temporary files and in streams, with their bounds. Knows neither mail nor
 * keys.
 */
@NullMarked
package org.sealmx.octets;

import org.jspecify.annotations.NullMarked;
