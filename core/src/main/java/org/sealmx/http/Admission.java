package org.sealmx.http;

import java.util.Optional;

/** What one node has given for credentials, and requests to it bring. Safe for use by several threads. */
final class Admission {

    /** Nothing is sent. */
    static final Admission ANONYMOUS = new Admission(Optional.empty(), Optional.empty(), 0);

    private final Optional<Authorization> credentials;
    private final Optional<Authorization> sent;
    private final long since;
    private volatile boolean worked;

    private Admission(Optional<Authorization> credentials, Optional<Authorization> sent, long since) {
        this.credentials = credentials;
        this.sent = sent;
        this.since = since;
    }

    /**
     * @param credentials that were given
     * @param sent the credentials themselves, or what stands in for them
     * @param since when, in nanoseconds of the clock of {@link NodeLogin}
     */
    static Admission of(Authorization credentials, Authorization sent, long since) {
        return new Admission(Optional.of(credentials), Optional.of(sent), since);
    }

    /** What a request brings. */
    Optional<Authorization> sent() {
        return sent;
    }

    /** Whether it was given for these credentials. */
    boolean isFor(Authorization other) {
        return credentials.filter(other::equals).isPresent();
    }

    /** Whether the credentials themselves are not sent. */
    boolean isSession() {
        return !sent.equals(credentials);
    }

    /** When it was given. */
    long since() {
        return since;
    }

    /** The node has answered a request that brought it. */
    void hasWorked() {
        worked = true;
    }

    /** Whether the node has ever answered a request that brought it. */
    boolean everWorked() {
        return worked;
    }
}
