package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sealmx.net.NameLookups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to the next server, one recipient for each, over connections that are reused. Whatever goes wrong is
 * returned, not thrown. Thread-safe.
 */
@ThreadSafe
public final class NextHop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(NextHop.class);

    private final HopSettings settings;
    private final LongSupplier nanoTime;
    private final NameLookups names;
    private final Deadlines deadlines = new Deadlines();
    private final Semaphore connections;

    @GuardedBy("this")
    private final Deque<Idle> idle = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean closed;

    @FunctionalInterface
    private interface Exchange {
        HopResult over(HopConnection connection, Deadline deadline) throws IOException;
    }

    private record Idle(HopConnection connection, long since) {}

    /** Does not connect before there is a message. */
    public NextHop(HopSettings settings) {
        this(settings, System::nanoTime);
    }

    NextHop(HopSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.names = new NameLookups(settings.timeouts().connect());
        this.connections = new Semaphore(settings.connections(), true);
    }

    /** Where the server listens. */
    public HopAddress address() {
        return settings.address();
    }

    /**
     * Hands a message to the server; returns when the server has replied, or does not within the time-outs, at the
     * latest after {@link HopTimeouts#WHOLE}.
     */
    public HopResult send(HopMessage message) {
        return exchange((connection, deadline) -> connection.send(message, deadline));
    }

    /**
     * Asks the server whether it would take a message: MAIL and RCPT, and no message. When the server does not answer,
     * this takes at most the time-out for a connection and three of those for a command.
     *
     * @return never {@link HopResult.Taken}
     */
    public HopResult probe(HopEnvelope envelope) {
        return exchange((connection, deadline) -> connection.probe(envelope, deadline));
    }

    private HopResult exchange(Exchange exchange) {
        Deadline deadline = deadline();
        try {
            if (!connections.tryAcquire(settings.timeouts().command().toNanos(), TimeUnit.NANOSECONDS)) {
                return new HopResult.Failed("BUSY", "all connections are in use", false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HopResult.Failed("INTERRUPTED", "interrupted", false);
        }
        try {
            return exchangeOver(exchange, deadline);
        } finally {
            connections.release();
        }
    }

    /**
     * Opens a session, with TLS and the login as configured, and ends it without a message.
     *
     * @return why that is not possible, for the operator: one line, without addresses; empty when it is
     */
    public Optional<String> problem() {
        try {
            HopConnection.open(settings, names, deadlines, deadline()).quit();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(failed(e, false).reason());
        }
    }

    /** An idle connection may have been closed by the server, which is noticed only when it is used. */
    private HopResult exchangeOver(Exchange exchange, Deadline deadline) {
        Optional<HopConnection> reused = takeIdle();
        if (reused.isPresent()) {
            try {
                HopResult result = exchange(reused.get(), exchange, deadline);
                if (!(result instanceof HopResult.Failed)) {
                    return result;
                }
            } catch (UnansweredException e) {
                return failed(e.reason(), true);
            } catch (IOException e) {
                LOGGER.debug("a connection that was kept is of no use any more", e);
            }
        }
        try {
            return exchange(HopConnection.open(settings, names, deadlines, deadline), exchange, deadline);
        } catch (UnansweredException e) {
            return failed(e.reason(), true);
        } catch (IOException e) {
            return failed(e, false);
        }
    }

    private Deadline deadline() {
        return new Deadline(nanoTime, HopTimeouts.WHOLE);
    }

    private HopResult exchange(HopConnection connection, Exchange exchange, Deadline deadline) throws IOException {
        try {
            return exchange.over(connection, deadline);
        } finally {
            giveBack(connection);
        }
    }

    private static HopResult.Failed failed(IOException e, boolean mayBeTaken) {
        LOGGER.debug("the next hop failed", e);
        String name = e.getClass().getSimpleName();
        String reason = e instanceof HopRefusedException || e instanceof HopProtocolException
                ? String.valueOf(e.getMessage())
                : name;
        return new HopResult.Failed(e instanceof SocketTimeoutException ? "TIMEOUT" : name, reason, mayBeTaken);
    }

    private synchronized Optional<HopConnection> takeIdle() {
        closeExpired();
        while (!idle.isEmpty()) {
            HopConnection connection = idle.removeFirst().connection();
            if (!connection.hasUnreadInput()) {
                return Optional.of(connection);
            }
            leave(connection);
        }
        return Optional.empty();
    }

    private void giveBack(HopConnection connection) {
        synchronized (this) {
            if (connection.isUsable() && !closed) {
                idle.addFirst(new Idle(connection, nanoTime.getAsLong()));
                return;
            }
        }
        leave(connection);
    }

    /** Those used last come first, so the expired ones are at the end. */
    private synchronized void closeExpired() {
        long now = nanoTime.getAsLong();
        for (Iterator<Idle> oldest = idle.descendingIterator(); oldest.hasNext(); ) {
            Idle candidate = oldest.next();
            if (now - candidate.since() < settings.keepIdle().toNanos()) {
                return;
            }
            oldest.remove();
            leave(candidate.connection());
        }
    }

    private static void leave(HopConnection connection) {
        try {
            connection.quit();
        } catch (IOException e) {
            LOGGER.debug("a connection was not closed in order", e);
        }
    }

    /** Closes the connections that wait for work, and each other one as soon as it is done. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(waiting -> leave(waiting.connection()));
        idle.clear();
    }
}
