/**
 * The LMTP server (RFC 2033): one truthful reply for each recipient. Steps, to which operators can add their own, judge
 * the commands; our own framing reads the data; connections never wait for each other.
 */
@NullMarked
package org.sealmx.server.lmtp;

import org.jspecify.annotations.NullMarked;
