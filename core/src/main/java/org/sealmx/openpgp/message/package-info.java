/** The format of OpenPGP messages (RFC 9580): packets and armor. This package knows nothing of keys. */
@NullMarked
package org.sealmx.openpgp.message;

import org.jspecify.annotations.NullMarked;
