/**
 * The structure of messages (RFC 5322, RFC 2045): header fields, parts and encodings, octet for octet. This package
 * knows nothing of encryption.
 */
@NullMarked
package org.sealmx.mime;

import org.jspecify.annotations.NullMarked;
