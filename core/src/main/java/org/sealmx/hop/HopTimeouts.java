package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How long to wait for the next server; no message takes longer than {@link #WHOLE}. Immutable.
 *
 * @param connect for the look-up of the name, and for the connection
 * @param command for the reply to a command, for a TLS handshake, and for the server to take a further part of a
 *     message
 * @param end for the reply after the message
 */
@Immutable
public record HopTimeouts(Duration connect, Duration command, Duration end) {

    /**
     * How long all of it may take for one message, with the wait for a connection. Postfix waits for 10 minutes, and a
     * lease of the shared journal is as long: after that another node may hand the message over.
     */
    public static final Duration WHOLE = Duration.ofMinutes(9);
    /** The longest {@link #connect}. */
    public static final Duration LONGEST_CONNECT = Duration.ofMinutes(1);
    /** The longest {@link #command}. */
    public static final Duration LONGEST_COMMAND = Duration.ofMinutes(2);
    /** The longest {@link #end}. */
    public static final Duration LONGEST_END = Duration.ofMinutes(8);

    /** @throws IllegalArgumentException naming the time-out and what it accepts */
    public HopTimeouts {
        require("connect", connect, LONGEST_CONNECT);
        require("command", command, LONGEST_COMMAND);
        require("end", end, LONGEST_END);
    }

    /** 5 s for a connection, 30 s for a command, 4 minutes after the message: Postfix waits for us for 10 minutes. */
    public static HopTimeouts defaults() {
        return new HopTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(4));
    }

    private static void require(String name, Duration value, Duration longest) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    name + " must be 1 ms to " + longest.toMinutes() + " minutes, not " + value);
        }
    }
}
