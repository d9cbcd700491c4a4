package org.sealmx.server.page.session;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions, in memory only: a restart ends all. Their number is bounded; a session too many ends the one that was
 * used least recently, first of the same account.
 */
@ThreadSafe
public final class Sessions {

    /** How many sessions there may be. */
    static final int MOST = 2_000;
    /** How many of them one account may have. */
    static final int MOST_PER_ACCOUNT = 5;
    /** How old the last verification of the password may be when something is changed. */
    static final Duration CHANGE = Duration.ofSeconds(1);
    /** How old it may be when something is only read. */
    static final Duration READ = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final Duration idle;
    private final Duration longest;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    /** By the digest of the token; the one that was used least recently is the first. */
    @GuardedBy("this")
    private final Map<String, Used> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Used(Session session, Instant at, SealedPassword password, Instant verified) {}

    /**
     * @param idle after which an unused session ends
     * @param longest after which every session ends
     */
    public Sessions(SecureRandom random, Duration idle, Duration longest, Clock clock) {
        this.tokens = new Tokens(random);
        this.idle = idle;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Begins a session and returns its token, which is kept nowhere else than with the caller.
     *
     * @param password that was just verified
     */
    public synchronized String begin(Account account, String password) {
        Instant now = clock.instant();
        removeEnded(now);
        List<String> others = sessions.entrySet().stream()
                .filter(entry -> entry.getValue().session().account().user().equals(account.user()))
                .map(Map.Entry::getKey)
                .toList();
        for (String other : others.subList(0, Math.max(0, others.size() - MOST_PER_ACCOUNT + 1))) {
            sessions.remove(other);
        }
        Iterator<String> oldest = sessions.keySet().iterator();
        while (sessions.size() >= MOST) {
            oldest.next();
            oldest.remove();
        }
        String token = tokens.next();
        Session session = new Session(account, tokens.next(), now.plus(longest));
        sessions.put(Tokens.digest(token), new Used(session, now, SealedPassword.of(password, token), now));
        return token;
    }

    /** The session with this token, which is thereby used; empty when there is none, or it has ended. */
    public synchronized Optional<Session> find(String token) {
        Instant now = clock.instant();
        String key = Tokens.digest(token);
        Used used = sessions.get(key);
        if (used == null) {
            return Optional.empty();
        }
        if (hasEnded(used, now)) {
            sessions.remove(key);
            return Optional.empty();
        }
        sessions.put(key, new Used(used.session(), now, used.password(), used.verified()));
        return Optional.of(used.session());
    }

    /**
     * The password that the session began with, if it was verified too long ago.
     *
     * @param change whether the session is about to change something
     */
    public synchronized Optional<String> passwordToVerify(String token, boolean change) {
        Instant longAgo = clock.instant().minus(change ? CHANGE : READ);
        return Optional.ofNullable(sessions.get(Tokens.digest(token)))
                .filter(used -> !used.verified().isAfter(longAgo))
                .map(used -> used.password().open(token));
    }

    /** Says that the password of the session was verified now. */
    public synchronized void verified(String token) {
        Instant now = clock.instant();
        sessions.computeIfPresent(
                Tokens.digest(token), (key, used) -> new Used(used.session(), used.at(), used.password(), now));
    }

    /** Ends the session with this token, if there is one. */
    public synchronized void end(String token) {
        sessions.remove(Tokens.digest(token));
    }

    /** Ends all sessions of a login. */
    public synchronized void endAll(String user) {
        sessions.values().removeIf(used -> used.session().account().user().equals(user));
    }

    /** Whether the text is the guard of the session. */
    public static boolean guards(Session session, String text) {
        return Tokens.same(session.guard(), text);
    }

    @GuardedBy("this")
    private void removeEnded(Instant now) {
        sessions.values().removeIf(used -> hasEnded(used, now));
    }

    private boolean hasEnded(Used used, Instant now) {
        return !now.isBefore(used.session().ends()) || !now.isBefore(used.at().plus(idle));
    }
}
