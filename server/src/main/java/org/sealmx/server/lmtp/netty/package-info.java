/**
 * The connections as Netty sees them: a thread for each, command lines and data out of the input.
 * Connections never wait for each other.
 */
@NullMarked
package org.sealmx.server.lmtp.netty;

import org.jspecify.annotations.NullMarked;
