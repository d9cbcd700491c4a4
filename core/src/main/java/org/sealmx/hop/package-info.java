/** Connections to the next server on a message's way, by LMTP (RFC 2033) or SMTP (RFC 5321). */
@NullMarked
package org.sealmx.hop;

import org.jspecify.annotations.NullMarked;
