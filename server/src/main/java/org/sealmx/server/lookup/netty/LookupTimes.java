package org.sealmx.server.lookup.netty;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How long a connection may take.
 *
 * @param idle for a whole request to come in, or for a reply to be taken; then the connection is closed
 * @param answer for an answer to be made; then Postfix defers, and the connection is closed
 * @param end for the client to read the last reply and close the connection; then the server does
 * @param silence without an answer being made; then the connection may be closed to make room for another
 */
@Immutable
public record LookupTimes(Duration idle, Duration answer, Duration end, Duration silence) {}
