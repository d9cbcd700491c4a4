/** Encryption of messages to OpenPGP certificates (RFC 9580), and messages that were encrypted by their sender. */
@NullMarked
package org.sealmx.openpgp.encryption;

import org.jspecify.annotations.NullMarked;
