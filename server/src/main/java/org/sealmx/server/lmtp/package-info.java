/**
 * The LMTP server (RFC 2033): one truthful reply for each recipient. Here it is put together of its rooms, configured
 * and started.
 */
@NullMarked
package org.sealmx.server.lmtp;

import org.jspecify.annotations.NullMarked;
