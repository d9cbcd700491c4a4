package org.sealmx.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.directory.MovedClock;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.Objection;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.explain.ExplainedMemory;
import org.sealmx.explain.Explanation;
import org.sealmx.explain.ExplanationJson;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.server.page.session.Account;
import org.sealmx.server.page.session.RateLimit;
import org.sealmx.server.page.session.Sessions;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;
import reactor.core.publisher.Mono;

/** The page without a server: requests go in, responses come out. Alice has an account, oscar is an operator. */
final class PageFixture {

    static final String ORIGIN = "https://keys.example.org";
    static final String PASSWORD = "correct horse";

    final MovedClock clock = new MovedClock();
    final List<String> verified = new ArrayList<>();
    final List<byte[]> handedIn = new ArrayList<>();
    final List<EmailAddress> mailed = new ArrayList<>();
    final Set<String> gone = new java.util.HashSet<>();
    boolean usersUnavailable;
    /** What everybody has. */
    String password = PASSWORD;
    /** How long it takes to verify the password of a name that somebody has. */
    Duration verification = Duration.ZERO;

    private long nanos;
    List<Objection> objections = List.of();
    Explanation explanation = explanation(EmailAddress.of("alice@example.org"));

    private final PageSite site;
    private String cookie = "";
    private String guard = "";

    PageFixture() {
        Logins logins = new FakeLogins();
        SignedIn signedIn = new SignedIn(
                new Sessions(new SecureRandom(), Duration.ofMinutes(15), Duration.ofHours(8), clock),
                new SessionCookie(true));
        Explaining explaining = (address, sender) -> explanation;
        site = new PageSite(
                new RequestRules(Set.of(ORIGIN)),
                signedIn,
                new SignIn(logins, RateLimit.ofLogins(clock), signedIn, () -> nanos),
                new SessionCheck(signedIn, logins),
                new PageSite.Parts(
                        new AccountView(explaining),
                        new Upload(this::handIn, RateLimit.ofUploads(clock)),
                        this::mail,
                        RateLimit.ofMessages(clock),
                        new OperatorView(explaining, found -> PageResponse.json(200, ExplanationJson.of(found))),
                        new HealthReport(() -> Set.of(new FailedCheck()), clock)));
    }

    static Explanation explanation(EmailAddress address) {
        return new Explanation(
                address,
                ReversePath.nullPath(),
                Instant.EPOCH,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Replies.RECIPIENT_OK,
                Replies.RECIPIENT_OK,
                new ExplainedMemory(false, Optional.empty(), false, "nothing"),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private final class FakeLogins implements Logins {

        @Override
        public Optional<String> canonical(String name) {
            return name.length() > 255 ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public Optional<Account> verify(String name, String password) throws LoginsUnavailableException {
            verified.add(name);
            nanos += exists(name) ? verification.toNanos() : 0;
            return exists(name) && password.equals(PageFixture.this.password)
                    ? Optional.of(new Account(name, EmailAddress.of(name), name.startsWith("oscar")))
                    : Optional.empty();
        }

        @Override
        public boolean exists(String name) throws LoginsUnavailableException {
            if (usersUnavailable) {
                throw new LoginsUnavailableException(new IllegalStateException("no database for alice@example.org"));
            }
            return Set.of("alice@example.org", "oscar@example.org").contains(name) && !gone.contains(name);
        }
    }

    private static final class FailedCheck implements HealthCheck {

        @Override
        public ComponentName componentName() {
            return new ComponentName("SealMX directory");
        }

        @Override
        public Publisher<Result> check() {
            return Mono.error(new IllegalStateException("secret"));
        }
    }

    private Admission handIn(Account account, byte[] octets, Set<Reason> confirmed) {
        handedIn.add(octets);
        List<Objection> left = objections.stream()
                .filter(objection -> !confirmed.contains(objection.reason()))
                .toList();
        return left.isEmpty() ? PageAdmissions.taken() : new Admission.Refused(List.of(), List.of(), objections);
    }

    private Reply mail(EmailAddress recipient) {
        mailed.add(recipient);
        return Replies.STORED;
    }

    /** A request as our page would send it. */
    PageRequest request(String method, String target, byte[] body, Map<String, String> fields) {
        Map<String, List<String>> all = new HashMap<>();
        all.put("host", List.of("keys.example.org"));
        if (!method.equals("GET")) {
            all.put("origin", List.of(ORIGIN));
            all.put(SignedIn.GUARD_FIELD, List.of(guard));
        }
        if (!cookie.isEmpty()) {
            all.put("cookie", List.of(cookie));
        }
        fields.forEach((name, value) -> {
            if (value.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, List.of(value));
            }
        });
        String[] parts = target.split("\\?", 2);
        Map<String, List<String>> query = new HashMap<>();
        if (parts.length > 1) {
            for (String pair : parts[1].split("&", -1)) {
                query.put(pair.split("=", 2)[0], List.of(pair.split("=", 2)[1]));
            }
        }
        return new PageRequest(method, parts[0], query, all, body);
    }

    /** Answers as the server does. */
    PageResponse answer(PageRequest request) {
        return site.atOnce(request).orElseGet(() -> site.answer(request));
    }

    /** Only what the server answers without a thread. */
    Optional<PageResponse> atOnce(PageRequest request) {
        return site.atOnce(request);
    }

    PageResponse get(String target) {
        return answer(request("GET", target, new byte[0], Map.of()));
    }

    PageResponse post(String target, String body, Map<String, String> fields) {
        return answer(request("POST", target, body.getBytes(StandardCharsets.UTF_8), fields));
    }

    PageRequest login(String user, String password, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(Map.of("content-type", "application/json"));
        all.putAll(fields);
        String json = new ObjectMapper()
                .createObjectNode()
                .put("user", user)
                .put("password", password)
                .toString();
        return request("POST", "/api/session", json.getBytes(StandardCharsets.UTF_8), all);
    }

    /** Signs in, and keeps the cookie and the guard as a browser does. */
    PageResponse signIn(String user) {
        PageResponse response = answer(login(user, password, Map.of()));
        cookie = Objects.requireNonNull(response.fields().get("Set-Cookie")).split(";", 2)[0];
        guard = json(get("/api/session")).path("guard").textValue();
        return response;
    }

    void forgetCookie() {
        cookie = "";
    }

    String cookie() {
        return cookie;
    }

    static JsonNode json(PageResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    static String problem(PageResponse response) {
        return json(response).path("problem").asText();
    }
}
