/**
 * One connection as the commands have changed it so far: its transaction, the octets of its message, bounded, and the
 * replies of the protocol.
 */
@NullMarked
package org.sealmx.server.lmtp.session;

import org.jspecify.annotations.NullMarked;
