package org.sealmx.http;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How long to wait for CouchDB.
 *
 * @param connect each for looking up the address of a node, for a new connection, including its TLS handshake, and for
 *     a free one from the pool
 * @param response for the answer to begin and, once it has begun, for each further part of it
 * @param request for a whole request with all its attempts, plus one second for each MiB that is sent
 */
@Immutable
public record HttpTimeouts(Duration connect, Duration response, Duration request) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming the parameter and what it accepts */
    public HttpTimeouts {
        require("connect", connect);
        require("response", response);
        require("request", request);
        if (response.compareTo(request) > 0) {
            throw new IllegalArgumentException("response must not be longer than request");
        }
    }

    /** 2 s for a connection, 5 s for an answer, 10 s for everything. */
    public static HttpTimeouts defaults() {
        return new HttpTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    private static void require(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 1 hour, not " + value);
        }
    }
}
