/**
 * Sealing: what is made of a message for one recipient. PGP/MIME (RFC 3156), S/MIME (RFC 8551), header protection (RFC
 * 9788), and the form of leap_mx.
 */
@NullMarked
package org.sealmx.sealing;

import org.jspecify.annotations.NullMarked;
