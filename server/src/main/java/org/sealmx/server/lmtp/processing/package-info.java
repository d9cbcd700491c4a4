/**
 * The end of the data: a message waits for room, then the processors run once for each recipient, and each run becomes
 * one reply.
 */
@NullMarked
package org.sealmx.server.lmtp.processing;

import org.jspecify.annotations.NullMarked;
