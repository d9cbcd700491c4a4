/**
 * The LMTP server (RFC 2033): one truthful reply for each recipient. Commands are judged by steps that operators can
 * add to; data is read by filters of our own; connections never wait for each other.
 */
@NullMarked
package org.sealmx.server.lmtp;

import org.jspecify.annotations.NullMarked;
