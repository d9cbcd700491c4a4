package org.sealmx.server.lookup.netty;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.sealmx.outage.OncePer;
import org.sealmx.server.lookup.table.TurnedAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of look-ups that go wrong: each problem of each protocol once a minute, and never a key. Each one
 * is counted.
 */
@ThreadSafe
public final class LookupLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupLog.class);

    private final OncePer rarely;
    private final TurnedAway counter;

    /**
     * @param nanoTime usually {@link System#nanoTime()}
     * @param counter is told each look-up that is turned away
     */
    public LookupLog(LongSupplier nanoTime, TurnedAway counter) {
        this.counter = counter;
        this.rarely = OncePer.interval(Duration.ofMinutes(1), nanoTime);
    }

    void malformed(String protocol, String problem) {
        counter.turnedAway(TurnedAway.Cause.MALFORMED);
        warn("Closed a connection for look-ups by " + protocol + ": " + problem);
    }

    void tooMany(String protocol, String problem) {
        counter.turnedAway(TurnedAway.Cause.NO_ROOM);
        warn("Refused a look-up by " + protocol + ": " + problem);
    }

    void madeRoom() {
        counter.turnedAway(TurnedAway.Cause.NO_ROOM);
        warn("Closed the connection for look-ups that has been silent for the longest time, to make room for another:"
                + " lookup-connections is reached");
    }

    void tooSlow(String protocol) {
        counter.turnedAway(TurnedAway.Cause.TOO_SLOW);
        warn("A look-up by " + protocol + " got no answer in time, and Postfix defers the mail");
    }

    /** By the class of the exception only: its message is not ours and could name an address. */
    void failed(String protocol, Throwable failure) {
        String line = "A look-up by " + protocol + " failed, and Postfix defers the mail: "
                + failure.getClass().getName();
        if (rarely.isDue(line)) {
            LOGGER.error("{}", line);
        }
        LOGGER.debug("A look-up failed", failure);
    }

    void disconnected(Throwable cause) {
        LOGGER.debug("a client of look-ups has disconnected", cause);
    }

    private void warn(String line) {
        if (rarely.isDue(line)) {
            LOGGER.warn("{}", line);
        }
    }
}
