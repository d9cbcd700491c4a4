/**
 * Sealing: encrypting a message for one recipient as PGP/MIME (RFC 3156) or S/MIME (RFC 8551) with header protection
 * (RFC 9788), or in the format of leap_mx.
 */
@NullMarked
package org.sealmx.sealing;

import org.jspecify.annotations.NullMarked;
