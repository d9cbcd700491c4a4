package org.sealmx.server.page.http;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * The limits of the server.
 *
 * @param connections open at once; more are closed at once
 * @param patience how long a connection may take for a request, from its beginning or from the reply before; and for
 *     taking a reply
 * @param maxBody of a request, in octets
 * @param loginThreads that verify passwords
 * @param otherThreads that answer everything else
 * @param waiting requests of a lane that wait for a thread; more get 503
 */
@Immutable
public record PageLimits(
        int connections, Duration patience, int maxBody, int loginThreads, int otherThreads, int waiting) {

    /** The octets of the request line, and of all header fields together. */
    static final int MAX_HEAD = 8 * 1024;

    /** Room for a certificate of 256 KiB, and a little more to say so; two threads for logins and four for the rest. */
    public static final PageLimits DEFAULTS = new PageLimits(256, Duration.ofSeconds(30), 288 * 1024, 2, 4, 32);
}
