package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;

/** What one node has granted for credentials, and what requests to it send. */
@ThreadSafe
final class Admission {

    /** Sends no credentials. */
    static final Admission ANONYMOUS = new Admission(Optional.empty(), Optional.empty(), 0);

    private final Optional<Authorization> credentials;
    private final Optional<Authorization> sent;
    private final long since;

    @SuppressWarnings("ThreadSafe")
    private volatile boolean worked;

    private Admission(Optional<Authorization> credentials, Optional<Authorization> sent, long since) {
        this.credentials = credentials;
        this.sent = sent;
        this.since = since;
    }

    /**
     * @param credentials the credentials that the node accepted
     * @param sent the credentials themselves, or the session in their place
     * @param since when it was granted, in nanoseconds of the clock of {@link NodeLogin}
     */
    static Admission of(Authorization credentials, Authorization sent, long since) {
        return new Admission(Optional.of(credentials), Optional.of(sent), since);
    }

    /** What a request sends; empty for nothing. */
    Optional<Authorization> sent() {
        return sent;
    }

    /** Whether it was granted for these credentials. */
    boolean isFor(Authorization other) {
        return credentials.filter(other::equals).isPresent();
    }

    /** Whether requests send a session instead of the credentials. */
    boolean isSession() {
        return !sent.equals(credentials);
    }

    /** When it was granted. */
    long since() {
        return since;
    }

    /** Records that the node has let in a request that sent it. */
    void hasWorked() {
        worked = true;
    }

    /** Whether the node has ever let in a request that sent it. */
    boolean everWorked() {
        return worked;
    }
}
