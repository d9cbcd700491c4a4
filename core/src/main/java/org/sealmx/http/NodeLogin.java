package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.sealmx.http.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login at one node. After five failed logins within five minutes, CouchDB locks a user out, and with it other
 * programs on this machine. So one request tries the credentials while all others wait for its answer, and refused
 * credentials are not sent again until a pause has passed or they change. What the node granted for earlier credentials
 * stays in use as long as the node accepts it.
 */
@ThreadSafe
public final class NodeLogin {

    /** The pause after the first refusal of credentials; it doubles with each further refusal. */
    public static final Duration PAUSE = Duration.ofMinutes(1);
    /** The longest pause. It allows four failures within five minutes; the fifth would lock the user out. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(4);
    /**
     * The age at which a session is renewed: half of CouchDB's default session time-out. When the node gives no new
     * session, the current one stays in use until the node refuses it, and a new one is requested after {@link #PAUSE}.
     */
    public static final Duration RENEWAL = Duration.ofMinutes(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(NodeLogin.class);

    private final URI node;
    private final LongSupplier nanoTime;

    @SuppressWarnings("ThreadSafe")
    private volatile Optional<Admission> accepted = Optional.empty();

    @GuardedBy("this")
    private Optional<Refused> refused = Optional.empty();

    @GuardedBy("this")
    private Optional<Postponed> postponed = Optional.empty();

    @GuardedBy("this")
    private Optional<CompletableFuture<Admission>> running = Optional.empty();

    @GuardedBy("this")
    private boolean withoutSessions;

    /** @param nanoTime the clock, usually {@link System#nanoTime()} */
    NodeLogin(URI node, LongSupplier nanoTime) {
        this.node = node;
        this.nanoTime = nanoTime;
    }

    /** Tries credentials at the node, by asking for a session. */
    @FunctionalInterface
    interface Trial {
        /**
         * Returns the session that the node gives for the credentials; empty when the server has no sessions.
         *
         * @throws ServerException UNAUTHORISED when the node refuses the credentials
         */
        Optional<Authorization> session(Authorization credentials) throws ServerException;
    }

    /**
     * A refusal of credentials by the node.
     *
     * @param pause the time until the credentials are sent again
     */
    private record Refused(Authorization credentials, String why, long since, Duration pause) {}

    /** A renewal that failed for a reason that says nothing about the credentials. */
    private record Postponed(Authorization credentials, long since) {}

    /**
     * Returns what a request to the node sends.
     *
     * @param now the current credentials
     * @param left how long to wait for the trial of another thread
     * @param trial called by one thread at a time
     * @throws ServerException UNAUTHORISED when the node refuses the credentials, now or a moment ago; the node's
     *     failure to give a session when there is no earlier one
     */
    Admission admit(Authorization now, Duration left, Trial trial) throws ServerException {
        while (true) {
            CompletableFuture<Admission> own = new CompletableFuture<>();
            CompletableFuture<Admission> other;
            Optional<Admission> usable = accepted;
            if (usable.filter(admission -> isGood(admission, now)).isPresent()) {
                return usable.get();
            }
            synchronized (this) {
                if (accepted.filter(admission -> isGood(admission, now)).isPresent()) {
                    return accepted.get();
                }
                if (refused.filter(refusal -> isResting(refusal, now)).isPresent()) {
                    String why = refused.get().why();
                    return accepted.orElseThrow(() -> closed(why));
                }
                if (isUsableWithoutRenewal(now)) {
                    return accepted.get();
                }
                other = running.orElse(own);
                running = Optional.of(other);
            }
            if (other == own) {
                return run(now, trial, own);
            }
            Optional<Admission> theirs = await(other, left);
            if (theirs.isPresent()) {
                return theirs.get();
            }
            // The other credentials were refused. That matters here only if ours are the same.
        }
    }

    private boolean isGood(Admission admission, Authorization now) {
        boolean old = admission.isSession() && nanoTime.getAsLong() - admission.since() >= RENEWAL.toNanos();
        return admission.isFor(now) && !old;
    }

    /** Whether to use the session without renewal: another request is renewing it, or a renewal failed a moment ago. */
    @GuardedBy("this")
    private boolean isUsableWithoutRenewal(Authorization now) {
        boolean failed = postponed
                .filter(renewal ->
                        renewal.credentials().equals(now) && nanoTime.getAsLong() - renewal.since() < PAUSE.toNanos())
                .isPresent();
        boolean beingRenewed = running.isPresent() && isAccepted(now);
        return accepted.filter(Admission::isSession).isPresent() && (failed || beingRenewed);
    }

    private boolean isAccepted(Authorization credentials) {
        return accepted.filter(admission -> admission.isFor(credentials)).isPresent();
    }

    private boolean isResting(Refused refusal, Authorization now) {
        return refusal.credentials().equals(now)
                && nanoTime.getAsLong() - refusal.since() < refusal.pause().toNanos();
    }

    private ServerException closed(String why) {
        return ServerException.of(
                Kind.UNAUTHORISED, node + " refuses the credentials; they will be tried again later: " + why);
    }

    private Admission run(Authorization now, Trial trial, CompletableFuture<Admission> own) throws ServerException {
        try {
            Admission admission = logIn(now, trial);
            finish();
            own.complete(admission);
            return admission;
        } catch (ServerException | RuntimeException | Error e) {
            finish();
            own.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized void finish() {
        running = Optional.empty();
    }

    private Admission logIn(Authorization now, Trial trial) throws ServerException {
        try {
            return accept(now, trial.session(now));
        } catch (ServerException e) {
            if (!e.isAboutCredentials()) {
                return postpone(now, e);
            }
            refuse(now, e);
            return accepted.orElseThrow(() -> e);
        }
    }

    /** Continues with the current session, which CouchDB keeps for longer than {@link #RENEWAL}. */
    private synchronized Admission postpone(Authorization now, ServerException failure) throws ServerException {
        if (accepted.filter(Admission::isSession).isEmpty()) {
            throw failure;
        }
        postponed = Optional.of(new Postponed(now, nanoTime.getAsLong()));
        LOGGER.warn(
                "{} gave no new session: {}; the current one stays in use, and a new one is requested in {} s",
                node,
                failure.getMessage(),
                PAUSE.toSeconds());
        return accepted.get();
    }

    private synchronized Admission accept(Authorization credentials, Optional<Authorization> session) {
        if (session.isPresent() && refused.isPresent()) {
            boolean ours = refused.get().credentials().equals(credentials);
            if (ours || !isAccepted(credentials)) {
                LOGGER.info("{} accepts the credentials", node);
            }
            // Others stay refused: a request that has read them before these came must not send them again.
            if (ours) {
                refused = Optional.empty();
            }
        }
        postponed = Optional.empty();
        Authorization sent = withoutSessions ? credentials : session.orElse(credentials);
        Admission admission = Admission.of(credentials, sent, nanoTime.getAsLong());
        accepted = Optional.of(admission);
        return admission;
    }

    /**
     * Records that the node refused a request that sent what the node had granted.
     *
     * @param now the current credentials
     */
    synchronized void dropped(Admission admission, ServerException refusal, Authorization now) {
        if (accepted.filter(current -> current == admission).isEmpty()) {
            // Another request was first, and the current admission is newer.
            return;
        }
        accepted = Optional.empty();
        if (admission.everWorked() || !admission.isFor(now)) {
            refused = Optional.empty();
        }
        if (!admission.isSession() && admission.isFor(now)) {
            refuse(now, refusal);
        } else if (admission.isSession() && !admission.everWorked()) {
            // A session that is refused at once gets lost on its way to the node.
            withoutSessions = true;
        }
    }

    private synchronized void refuse(Authorization credentials, ServerException refusal) {
        Duration pause = refusal.isLockOut()
                ? PAUSE
                : refused.filter(before -> before.credentials().equals(credentials))
                        .map(before -> before.pause().multipliedBy(2))
                        .map(longer -> longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE)
                        .orElse(PAUSE);
        String why = String.valueOf(refusal.getMessage());
        refused = Optional.of(new Refused(credentials, why, nanoTime.getAsLong(), pause));
        LOGGER.error(
                "{} refuses the credentials: {}; they are not sent again for {} s, or until they change{}",
                node,
                why,
                pause.toSeconds(),
                accepted.isPresent() ? "; the earlier login stays in use" : "");
    }

    /** Waits for the trial of another request; empty when it ended in a refusal. */
    private static Optional<Admission> await(CompletableFuture<Admission> other, Duration left) throws ServerException {
        try {
            return Optional.of(other.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw ServerException.unavailable("timed out while waiting for the login of another request", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerException.unavailable("interrupted while waiting for the login of another request", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ServerException failure)) {
                throw ServerException.unavailable("the login of another request failed", e);
            }
            if (failure.isAboutCredentials()) {
                return Optional.empty();
            }
            throw failure.again();
        }
    }
}
