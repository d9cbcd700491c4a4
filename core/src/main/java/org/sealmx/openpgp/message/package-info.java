/** The form of OpenPGP messages (RFC 9580): packets and armor. Knows no keys. */
@NullMarked
package org.sealmx.openpgp.message;

import org.jspecify.annotations.NullMarked;
