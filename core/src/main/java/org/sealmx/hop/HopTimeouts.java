package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How long to wait for the next server. Immutable.
 *
 * @param connect for the look-up of the name, and for the connection
 * @param command for the reply to a command, for a TLS handshake, and for the server to take a further part of a
 *     message
 * @param end for the reply after the message
 */
@Immutable
public record HopTimeouts(Duration connect, Duration command, Duration end) {

    private static final Duration LONGEST = Duration.ofMinutes(9);

    /** @throws IllegalArgumentException naming the time-out and what it accepts */
    public HopTimeouts {
        require("connect", connect);
        require("command", command);
        require("end", end);
    }

    /** 5 s for a connection, 30 s for a command, 4 minutes after the message: Postfix waits for us for 10 minutes. */
    public static HopTimeouts defaults() {
        return new HopTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(4));
    }

    private static void require(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 9 minutes, not " + value);
        }
    }
}
