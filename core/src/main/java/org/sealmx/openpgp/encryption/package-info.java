/**
 * Encryption of messages to OpenPGP certificates (RFC 9580), and recognition of messages that their senders encrypted.
 */
@NullMarked
package org.sealmx.openpgp.encryption;

import org.jspecify.annotations.NullMarked;
