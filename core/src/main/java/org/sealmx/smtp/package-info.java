/** The vocabulary of SMTP and LMTP (RFC 5321, RFC 2033, RFC 3463): addresses, paths and replies. */
@NullMarked
package org.sealmx.smtp;

import org.jspecify.annotations.NullMarked;
