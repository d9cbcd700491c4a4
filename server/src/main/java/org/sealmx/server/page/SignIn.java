package org.sealmx.server.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sealmx.outage.OncePer;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.server.page.session.Account;
import org.sealmx.server.page.session.RateLimit;
import org.sealmx.server.page.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in and out. An attempt too many is refused before a password is verified, and a wrong one is answered a
 * second after it began, whether or not anybody has the name: to verify a password takes a while, and a name that
 * nobody has none.
 */
@ThreadSafe
final class SignIn {

    private static final Logger LOGGER = LoggerFactory.getLogger(SignIn.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int MAX_PASSWORD = 1_000;
    private static final PageResponse WRONG = PageJson.problem(
                    401, "No account has this address and this password. They are those of your mail program.")
            .with("WWW-Authenticate", "Page realm=\"SealMX\"");

    private final Logins logins;
    private final RateLimit limit;
    private final SignedIn signedIn;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final LongSupplier nanoTime;

    private final OncePer rarely;

    /** @param nanoTime usually {@link System#nanoTime()} */
    SignIn(Logins logins, RateLimit limit, SignedIn signedIn, LongSupplier nanoTime) {
        this.logins = logins;
        this.limit = limit;
        this.signedIn = signedIn;
        this.nanoTime = nanoTime;
        this.rarely = OncePer.interval(Duration.ofMinutes(1), nanoTime);
    }

    private record Attempt(String name, String password) {}

    /** Counts the attempt. Why it is refused; empty when the password is to be verified. */
    Optional<PageResponse> refusal(PageRequest request) {
        Optional<ObjectNode> json = PageJson.read(request);
        if (json.isEmpty()) {
            return Optional.of(PageJson.problem(
                    400, "A login is a JSON object with \"user\" and \"password\", sent as application/json."));
        }
        Optional<Attempt> attempt = attempt(json.get());
        if (attempt.isEmpty()) {
            return Optional.of(PageJson.problem(400, "Enter your mail address and your password."));
        }
        return limit.attempt(attempt.get().name())
                .map(wait -> PageJson.later(429, "There were too many attempts to sign in.", wait));
    }

    private Optional<Attempt> attempt(ObjectNode json) {
        return PageJson.text(json, "user")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .flatMap(logins::canonical)
                .flatMap(name -> PageJson.text(json, "password")
                        .filter(password -> !password.isEmpty() && password.length() <= MAX_PASSWORD)
                        .map(password -> new Attempt(name, password)));
    }

    /** Verifies the password of an attempt that was not refused. */
    PageResponse answer(PageRequest request) {
        Attempt attempt = PageJson.read(request).flatMap(this::attempt).orElseThrow();
        long begin = nanoTime.getAsLong();
        try {
            Optional<Account> account = logins.verify(attempt.name(), attempt.password());
            if (account.isEmpty()) {
                Duration left = AFTER_FAILURE.minusNanos(nanoTime.getAsLong() - begin);
                return WRONG.after(left.isNegative() ? Duration.ZERO : left);
            }
            limit.forget(attempt.name());
            return PageJson.response(200, PageJson.object().put("signedIn", true))
                    .with("Set-Cookie", signedIn.begin(request, account.get(), attempt.password()));
        } catch (LoginsUnavailableException e) {
            // the message is that of James, and could name the login
            String why = Optional.ofNullable(e.getCause())
                    .map(cause -> cause.getClass().getName())
                    .orElse("for no known reason");
            if (rarely.isDue(why)) {
                LOGGER.warn("The page cannot verify logins: {}", why);
            }
            LOGGER.debug("The page cannot verify logins", e);
            return PageJson.problem(503, "Passwords cannot be verified now. Try again later.")
                    .with("Retry-After", "60");
        }
    }

    /** Tells the page who has signed in. */
    PageResponse state(Optional<Session> session) {
        ObjectNode json = PageJson.object().put("signedIn", session.isPresent());
        session.ifPresent(found -> json.put("address", found.account().address().toString())
                .put("operator", found.account().operator())
                .put("guard", found.guard()));
        return PageJson.response(200, json);
    }

    PageResponse signOut(PageRequest request) {
        return PageResponse.noContent().with("Set-Cookie", signedIn.end(request));
    }
}
