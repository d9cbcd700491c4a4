package org.sealmx.http;

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
 * The way into one node. CouchDB locks a user out after five failed logins within five minutes, for other programs of
 * this machine too, so credentials are tried by one request while all others wait for its answer, and credentials that
 * were refused are not sent again for a pause, or until there are others. What the node has given for earlier
 * credentials is used as long as the node takes it. Safe for use by several threads.
 */
public final class NodeLogin {

    /** How long refused credentials rest after the first refusal; twice as long after each further one. */
    public static final Duration PAUSE = Duration.ofMinutes(1);
    /** At most. Four failures within five minutes are the result, and the fifth would lock. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(4);
    /**
     * After which a session is begun anew: half of the time that CouchDB keeps one as shipped. When the node gives
     * none, the one that is there is used until the node refuses it, and the next one is asked for after
     * {@link #PAUSE}.
     */
    public static final Duration RENEWAL = Duration.ofMinutes(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(NodeLogin.class);

    private final URI node;
    private final LongSupplier nanoTime;
    private volatile Optional<Admission> accepted = Optional.empty();

    // Guarded by this.
    private Optional<Refused> refused = Optional.empty();
    private Optional<Postponed> postponed = Optional.empty();
    private Optional<CompletableFuture<Admission>> running = Optional.empty();
    private boolean withoutSessions;

    /** @param nanoTime tells the time as {@link System#nanoTime()} does */
    NodeLogin(URI node, LongSupplier nanoTime) {
        this.node = node;
        this.nanoTime = nanoTime;
    }

    /** Tries credentials at the node. */
    @FunctionalInterface
    interface Trial {
        /**
         * The session that the node gives for them; empty when it has none to give. UNAUTHORISED when it refuses them.
         */
        Optional<Authorization> session(Authorization credentials) throws ServerException;
    }

    /**
     * What the node said to credentials.
     *
     * @param pause until it is asked again
     */
    private record Refused(Authorization credentials, String why, long since, Duration pause) {}

    /** The node gave no session, for a reason that says nothing of the credentials. */
    private record Postponed(Authorization credentials, long since) {}

    /**
     * What a request to the node brings.
     *
     * @param now the credentials as they are now
     * @param left how long the trial of another thread is waited for
     * @param trial is used by one thread at a time
     * @throws ServerException UNAUTHORISED when the node refuses the credentials, now or a moment ago; why the node
     *     gives no session when there is none from before
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
            // They were refused, which says something about ours only if these are the same.
        }
    }

    private boolean isGood(Admission admission, Authorization now) {
        boolean old = admission.isSession() && nanoTime.getAsLong() - admission.since() >= RENEWAL.toNanos();
        return admission.isFor(now) && !old;
    }

    /** While another request renews the session, or when that has failed a moment ago. */
    private boolean isUsableWithoutRenewal(Authorization now) {
        boolean failed = postponed
                .filter(renewal ->
                        renewal.credentials().equals(now) && nanoTime.getAsLong() - renewal.since() < PAUSE.toNanos())
                .isPresent();
        boolean beingRenewed = running.isPresent()
                && accepted.filter(admission -> admission.isFor(now)).isPresent();
        return accepted.filter(Admission::isSession).isPresent() && (failed || beingRenewed);
    }

    private boolean isResting(Refused refusal, Authorization now) {
        return refusal.credentials().equals(now)
                && nanoTime.getAsLong() - refusal.since() < refusal.pause().toNanos();
    }

    private ServerException closed(String why) {
        return ServerException.of(
                Kind.UNAUTHORISED, node + " refuses the credentials, and is asked again later: " + why);
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

    /** Goes on with the session that is there, which CouchDB keeps for longer than {@link #RENEWAL}. */
    private synchronized Admission postpone(Authorization now, ServerException failure) throws ServerException {
        if (accepted.filter(Admission::isSession).isEmpty()) {
            throw failure;
        }
        postponed = Optional.of(new Postponed(now, nanoTime.getAsLong()));
        LOGGER.warn(
                "{} gives no new session: {}; the earlier one is used meanwhile, and the next one is asked for in {} s",
                node,
                failure.getMessage(),
                PAUSE.toSeconds());
        return accepted.get();
    }

    private synchronized Admission accept(Authorization credentials, Optional<Authorization> session) {
        if (session.isPresent()) {
            if (refused.isPresent()) {
                LOGGER.info("{} accepts the credentials", node);
            }
            refused = Optional.empty();
        }
        postponed = Optional.empty();
        Authorization sent = withoutSessions ? credentials : session.orElse(credentials);
        Admission admission = Admission.of(credentials, sent, nanoTime.getAsLong());
        accepted = Optional.of(admission);
        return admission;
    }

    /**
     * The node has refused a request that brought what it had given.
     *
     * @param now the credentials as they are now
     */
    synchronized void dropped(Admission admission, ServerException refusal, Authorization now) {
        if (accepted.filter(current -> current == admission).isEmpty()) {
            // Another request was first, and what is there now is newer.
            return;
        }
        accepted = Optional.empty();
        if (admission.everWorked() || !admission.isFor(now)) {
            refused = Optional.empty();
        }
        if (!admission.isSession() && admission.isFor(now)) {
            refuse(now, refusal);
        } else if (admission.isSession() && !admission.everWorked()) {
            // A session that is refused at once gets lost on the way.
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
                accepted.isPresent() ? "; what it gave for the earlier ones is used meanwhile" : "");
    }

    /** Waits for the trial of another request; empty when it ended in a refusal. */
    private static Optional<Admission> await(CompletableFuture<Admission> other, Duration left) throws ServerException {
        try {
            return Optional.of(other.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw ServerException.unavailable("the login of another request does not end", e);
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
