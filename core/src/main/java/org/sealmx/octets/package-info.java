/**
 * Octets in memory, in temporary files and in streams, and their bounds; among them the octets of a received message.
 * This package knows neither the structure of mail nor keys.
 */
@NullMarked
package org.sealmx.octets;

import org.jspecify.annotations.NullMarked;
