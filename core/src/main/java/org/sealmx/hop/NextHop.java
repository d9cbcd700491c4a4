package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sealmx.net.NameLookups;
import org.sealmx.net.NameTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to the next server, one recipient for each, over connections that are reused. Whatever goes wrong is
 * returned, not thrown. When a session could not be opened in time, the next messages fail at once for some seconds,
 * except one after that which tries. Thread-safe.
 */
@ThreadSafe
public final class NextHop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(NextHop.class);

    private final HopSettings settings;
    private final LongSupplier nanoTime;
    private final NameLookups names;
    private final Deadlines deadlines = new Deadlines();
    private final Semaphore connections;

    private final IdleConnections idle;
    /** That no connection could be opened, that none was free, and that there was no answer to a probe. */
    private final RecentFailure unreachable;

    private final RecentFailure busy;
    private final RecentFailure silent;

    @FunctionalInterface
    private interface Exchange {
        HopResult over(HopConnection connection, Deadline deadline) throws IOException;
    }

    /** Does not connect before there is a message. */
    public NextHop(HopSettings settings) {
        this(settings, System::nanoTime);
    }

    NextHop(HopSettings settings, LongSupplier nanoTime) {
        this(settings, nanoTime, new NameLookups(settings.timeouts().connect()));
    }

    NextHop(HopSettings settings, LongSupplier nanoTime, NameLookups names) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.names = names;
        this.connections = new Semaphore(settings.connections(), true);
        this.idle = new IdleConnections(settings.keepIdle(), nanoTime, deadlines);
        this.unreachable = new RecentFailure(nanoTime);
        this.busy = new RecentFailure(nanoTime);
        this.silent = new RecentFailure(nanoTime);
    }

    /** Where the server listens. */
    public HopAddress address() {
        return settings.address();
    }

    /** How long is waited for its answers. */
    public HopTimeouts timeouts() {
        return settings.timeouts();
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
     * this takes at most the time-out for a connection and three of those for a command; it is then not asked again for
     * some seconds, or a transaction with many recipients would wait for it as many times.
     *
     * @return never {@link HopResult.Taken}
     */
    public HopResult probe(HopEnvelope envelope) {
        Optional<HopResult> known = silent.get();
        if (known.isPresent()) {
            return known.get();
        }
        HopResult result = exchange((connection, deadline) -> connection.probe(envelope, deadline));
        silent.note(result);
        return result;
    }

    private HopResult exchange(Exchange exchange) {
        Deadline deadline = deadline();
        Optional<HopResult> obstacle = waitForConnection();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        try {
            return exchangeOver(exchange, deadline);
        } finally {
            connections.release();
        }
    }

    /** Does not wait while others have waited in vain a moment ago. */
    private Optional<HopResult> waitForConnection() {
        Optional<HopResult> known = busy.get();
        long wait = known.isPresent() ? 0 : settings.timeouts().command().toNanos();
        try {
            if (connections.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                busy.forget();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new HopResult.Failed("INTERRUPTED", "interrupted", false));
        }
        if (known.isEmpty()) {
            busy.note(new HopResult.Failed("BUSY", "all connections are in use", false));
        }
        return Optional.of(known.orElseGet(() -> new HopResult.Failed("BUSY", "all connections are in use", false)));
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
        Optional<HopConnection> reused = idle.take();
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
        // A server that lets everybody wait for a session would hold all threads there are.
        return unreachable.get().orElseGet(() -> exchangeAnew(exchange, deadline));
    }

    private HopResult exchangeAnew(Exchange exchange, Deadline deadline) {
        HopConnection connection;
        try {
            connection = HopConnection.open(settings, names, deadlines, deadline);
        } catch (IOException e) {
            HopResult result = failed(e, false);
            unreachable.note(result);
            return result;
        }
        unreachable.forget();
        try {
            return exchange(connection, exchange, deadline);
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
            idle.give(connection);
        }
    }

    private static HopResult.Failed failed(IOException e, boolean mayBeTaken) {
        LOGGER.debug("the next hop failed", e);
        String name = e.getClass().getSimpleName();
        String reason = e instanceof HopRefusedException || e instanceof HopProtocolException
                ? String.valueOf(e.getMessage())
                : name;
        boolean late = e instanceof SocketTimeoutException || e instanceof NameTimeoutException;
        return new HopResult.Failed(late ? "TIMEOUT" : name, reason, mayBeTaken);
    }

    /** Closes the connections that wait for work, and each other one as soon as it is done. */
    @Override
    public void close() {
        idle.close();
    }
}
