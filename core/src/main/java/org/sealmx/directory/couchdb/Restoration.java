package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.outage.OutageLog;
import org.slf4j.LoggerFactory;

/**
 * Whether the database is being restored, as far as its feed shows. It was missing, or has fewer documents than the one
 * before it had: then what it lacks may still come, a second destination of an alias for example, and no answer is
 * trusted until it has not changed for a while.
 */
@ThreadSafe
public final class Restoration {

    /** For this long without a change: the database is complete. */
    static final Duration QUIET = Duration.ofSeconds(15);

    private final long quietMillis;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final LongSupplier millis;

    private final String state;
    private final OutageLog outage;

    @GuardedBy("this")
    private boolean goesOn;

    @GuardedBy("this")
    private long lastSeen;

    /** Of a database that nobody has seen yet. */
    public Restoration(DatabaseName database) {
        this(database, QUIET, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /**
     * @param quiet for how long there must be no change
     * @param millis tells the time
     */
    Restoration(DatabaseName database, Duration quiet, LongSupplier millis) {
        this.quietMillis = quiet.toMillis();
        this.millis = millis;
        this.state = "Database " + database + " is being restored, so its answers are not trusted and mail waits";
        this.outage = new OutageLog(
                LoggerFactory.getLogger(CouchDbIdentityLookup.class),
                state,
                "Database " + database + " is complete",
                millis);
    }

    /** The database is missing, or has lost documents. */
    synchronized void begins() {
        goesOn = true;
        lastSeen = millis.getAsLong();
    }

    /** A document was changed. */
    synchronized void changed() {
        lastSeen = millis.getAsLong();
    }

    /** @throws UntrustedAnswerException while the database is being restored */
    synchronized void requireEnded() throws UntrustedAnswerException {
        if (isGoingOn()) {
            outage.failed("restored", cause());
            throw new UntrustedAnswerException(state + ": " + cause());
        }
        outage.succeeded();
    }

    /** Says so while the database is being restored, in one line. */
    synchronized Optional<String> problem() {
        return isGoingOn() ? Optional.of(state + ": " + cause()) : Optional.empty();
    }

    @GuardedBy("this")
    private boolean isGoingOn() {
        goesOn = goesOn && millis.getAsLong() - lastSeen < quietMillis;
        return goesOn;
    }

    private String cause() {
        return "it was missing or has lost documents, and has not been unchanged for "
                + TimeUnit.MILLISECONDS.toSeconds(quietMillis) + " s";
    }
}
