package org.sealmx.server.lookup.netty;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How long a connection may take.
 *
 * @param idle for a whole request to come in, or for a reply to be taken; then the connection is closed
 * @param answer for an answer to be made; then Postfix defers, and the connection is closed
 */
@Immutable
public record LookupTimes(Duration idle, Duration answer) {}
