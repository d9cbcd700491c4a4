package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.server.page.PageFixture.PASSWORD;
import static org.sealmx.server.page.PageFixture.json;
import static org.sealmx.server.page.PageFixture.problem;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.LogCapture;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;

/** Who may ask for what. */
class PageSiteTest {

    private static final String ALICE = "alice@example.org";

    private final PageFixture page = new PageFixture();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/page.css", "/page.svg"})
    void filesShouldNeedNoLogin(String path) {
        PageResponse response = page.get(path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page.html", "/../page.js", "/api", "/api/", "/PAGE.JS", "/page.js/"})
    void otherPathsShouldNotBeFound(String path) {
        assertThat(page.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/account",
        "POST, /api/certificate",
        "POST, /api/message",
        "GET, /api/explain",
        "GET, /api/health"
    })
    void everythingElseShouldNeedALogin(String method, String path) {
        PageResponse response = page.answer(page.request(method, path, new byte[0], Map.of()));
        assertThat(response.status()).isEqualTo(401);
        assertThat(problem(response)).isEqualTo("Your session has ended. Sign in again.");
    }

    /** A name that somebody else lets lead to our address would make our page part of theirs (DNS rebinding). */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "keys.example.org.evil.example", "127.0.0.1", "keys.example.org:8443"})
    void foreignHostShouldBeRefused(String host) {
        assertThat(page.answer(page.request("GET", "/", new byte[0], Map.of("host", host)))
                        .status())
                .isEqualTo(421);
    }

    @Test
    void missingHostShouldBeRefused() {
        assertThat(page.answer(page.request("GET", "/", new byte[0], Map.of("host", "")))
                        .status())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "OPTIONS", "TRACE"})
    void otherMethodsShouldBeRefused(String method) {
        PageResponse response = page.answer(page.request(method, "/api/account", new byte[0], Map.of()));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.fields()).containsKey("Allow");
    }

    @Test
    void compressedRequestShouldBeRefused() {
        page.signIn(ALICE);
        PageResponse response =
                page.post("/api/certificate", "zip", Map.of("content-type", "text/plain", "content-encoding", "gzip"));
        assertThat(response.status()).isEqualTo(415);
        assertThat(page.handedIn).isEmpty();
    }

    /** Nor from how long the answer takes. */
    @Test
    void wrongPasswordShouldBeAnsweredASecondAfterItBegan() {
        page.verification = Duration.ofMillis(300);
        PageResponse wrong = page.answer(page.login(ALICE, "wrong", Map.of()));
        PageResponse unknown = page.answer(page.login("nobody@example.org", "wrong", Map.of()));
        assertThat(page.verification.plus(wrong.delay())).isEqualTo(Duration.ofSeconds(1));
        assertThat(unknown.delay()).isEqualTo(Duration.ofSeconds(1));
        page.verification = Duration.ofSeconds(3);
        assertThat(page.answer(page.login(ALICE, "wrong", Map.of())).delay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://keys.example.org",
                "https://keys.example.org:444",
                "https://evil.example",
                "https://keys.example.org.evil.example"
            })
    void changeFromAnotherOriginShouldBeRefused(String origin) {
        page.signIn(ALICE);
        PageResponse response = page.post("/api/message", "", Map.of("origin", origin));
        assertThat(response.status()).isEqualTo(403);
        assertThat(page.mailed).isEmpty();
        assertThat(page.answer(page.login(ALICE, PASSWORD, Map.of("origin", origin)))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void changeThatTheBrowserCallsForeignShouldBeRefused(String site) {
        page.signIn(ALICE);
        assertThat(page.post("/api/message", "", Map.of("sec-fetch-site", site)).status())
                .isEqualTo(403);
        assertThat(page.post("/api/message", "", Map.of("sec-fetch-site", "same-origin"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void changeWithoutTheGuardShouldBeRefused(String guard) {
        page.signIn(ALICE);
        PageResponse response = page.post("/api/message", "", Map.of(SignedIn.GUARD_FIELD, guard));
        assertThat(response.status()).isEqualTo(403);
        assertThat(problem(response)).isEqualTo("The page is out of date. Load it again.");
        assertThat(page.answer(page.request("DELETE", "/api/session", new byte[0], Map.of(SignedIn.GUARD_FIELD, guard)))
                        .status())
                .isEqualTo(403);
        assertThat(page.mailed).isEmpty();
    }

    @Test
    void guardOfAnotherSessionShouldNotDo() {
        page.signIn(ALICE);
        String other = json(page.get("/api/session")).path("guard").textValue();
        page.signIn("oscar@example.org");
        assertThat(page.post("/api/message", "", Map.of(SignedIn.GUARD_FIELD, other))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signingInShouldGiveACookieThatNoScriptAndNoOtherPageCanUse() {
        PageResponse response = page.signIn(ALICE);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields().get("Set-Cookie"))
                .matches("__Host-sealmx=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
        assertThat(json(page.get("/api/session")).path("address").textValue()).isEqualTo(ALICE);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("alice");
    }

    @Test
    void cookieShouldBeSentWithoutTlsOnlyWhenThePageIsSeenWithoutTls() {
        assertThat(new SessionCookie(false).of("t")).isEqualTo("sealmx=t; Path=/; HttpOnly; SameSite=Strict");
    }

    /** Nobody learns which accounts there are. */
    @Test
    void wrongPasswordAndUnknownNameShouldGetTheSameAnswer() {
        PageResponse wrong = page.answer(page.login(ALICE, "wrong", Map.of()));
        PageResponse unknown = page.answer(page.login("nobody@example.org", "wrong", Map.of()));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(wrong.fields()).doesNotContainKey("Set-Cookie");
        assertThat(unknown).usingRecursiveComparison().isEqualTo(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"user\":\"alice@example.org\"}",
                "{\"user\":1,\"password\":\"x\"}",
                "{\"user\":\"\",\"password\":\"x\"}",
                "{\"user\":\"alice@example.org\",\"password\":\"\"}",
                "{\"user\":\"a\",\"user\":\"b\",\"password\":\"x\"}",
                "{\"user\":\"a\",\"password\":\"x\"} x",
                "user=alice@example.org&password=x"
            })
    void malformedLoginShouldBeRefusedWithoutAskingAnybody(String body) {
        PageResponse response = page.post("/api/session", body, Map.of("content-type", "application/json"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(page.verified).isEmpty();
    }

    /** A form of another page can send these types without asking first. */
    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void loginOfAnotherTypeShouldBeRefused(String type) {
        assertThat(page.answer(page.login(ALICE, PASSWORD, Map.of("content-type", type)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void overlongLoginShouldBeRefused() {
        assertThat(page.answer(page.login("a".repeat(300) + "@example.org", "x", Map.of()))
                        .status())
                .isEqualTo(400);
        assertThat(page.answer(page.login(ALICE, "x".repeat(1_001), Map.of())).status())
                .isEqualTo(400);
        assertThat(page.answer(page.login(ALICE, "x".repeat(10_000), Map.of())).status())
                .isEqualTo(400);
        assertThat(page.verified).isEmpty();
    }

    @Test
    void attemptsTooManyShouldBeRefusedWithoutVerifyingAndWithoutAThread() {
        for (int i = 0; i < 5; i++) {
            assertThat(page.answer(page.login("ALICE@example.org", "wrong", Map.of()))
                            .status())
                    .isEqualTo(401);
        }
        PageResponse response =
                page.atOnce(page.login(ALICE, PASSWORD, Map.of())).orElseThrow();
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.fields()).containsEntry("Retry-After", "60");
        assertThat(problem(response)).isEqualTo("There were too many attempts to sign in. Try again in 60 seconds.");
        assertThat(page.verified).hasSize(5);

        page.clock.pass(Duration.ofMinutes(1));
        page.signIn(ALICE);
    }

    /** What a flood costs is fifty verifications, and then ten a second. */
    @Test
    void floodOfLoginsShouldReachTheUsersTenTimesASecond() {
        for (int i = 0; i < 1_000; i++) {
            page.answer(page.login("made-up-" + i + "@example.org", "x", Map.of()));
        }
        assertThat(page.verified).hasSize(50);
        page.clock.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 1_000; i++) {
            page.answer(page.login("other-" + i + "@example.org", "x", Map.of()));
        }
        assertThat(page.verified).hasSize(60);
    }

    @Test
    void signingInAgainShouldEndTheSessionBefore() {
        page.signIn(ALICE);
        String before = page.cookie();
        page.signIn(ALICE);
        assertThat(json(page.answer(page.request("GET", "/api/session", new byte[0], Map.of("cookie", before))))
                        .path("signedIn")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void signingOutShouldEndTheSessionAndTakeTheCookieAway() {
        page.signIn(ALICE);
        PageResponse response = page.answer(page.request("DELETE", "/api/session", new byte[0], Map.of()));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.fields().get("Set-Cookie")).contains("Max-Age=0", "HttpOnly", "Secure");
        assertThat(page.get("/api/account").status()).isEqualTo(401);
    }

    @Test
    void sessionOfALoginThatIsGoneShouldEnd() {
        page.signIn(ALICE);
        assertThat(page.get("/api/account").status()).isEqualTo(200);
        page.gone.add(ALICE);
        assertThat(page.get("/api/account").status()).isEqualTo(401);
        page.gone.clear();
        assertThat(page.get("/api/account").status()).isEqualTo(401);
    }

    @Test
    void newPasswordShouldEndTheSessionsOfTheOldOneAtTheirNextChange() {
        page.signIn(ALICE);
        page.clock.pass(Duration.ofSeconds(1));
        page.password = "another";
        assertThat(page.get("/api/account").status())
                .as("read, within a minute")
                .isEqualTo(200);
        assertThat(page.post("/api/message", "", Map.of()).status()).isEqualTo(401);
        assertThat(page.mailed).isEmpty();
        assertThat(page.get("/api/account").status()).as("it has ended").isEqualTo(401);
    }

    @Test
    void newPasswordShouldEndTheSessionsOfTheOldOneWithinAMinute() {
        page.signIn(ALICE);
        page.password = "another";
        page.clock.pass(Duration.ofMinutes(1));
        assertThat(page.get("/api/account").status()).isEqualTo(401);
    }

    @Test
    void newPasswordShouldLeaveTheSessionsThatBeganWithIt() {
        page.signIn(ALICE);
        PageRequest old = page.request("GET", "/api/account", new byte[0], Map.of("cookie", page.cookie()));
        page.password = "another";
        page.forgetCookie();
        page.signIn(ALICE);
        page.clock.pass(Duration.ofMinutes(1));
        assertThat(page.answer(old).status()).isEqualTo(401);
        assertThat(page.post("/api/message", "", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void changesShouldHaveThePasswordVerifiedOnceASecond() {
        page.signIn(ALICE);
        page.verified.clear();
        for (int i = 0; i < 100; i++) {
            page.clock.pass(Duration.ofMillis(50));
            page.post("/api/message", "", Map.of());
        }
        assertThat(page.verified)
                .as("a flood of requests does not make a flood of hashes")
                .hasSize(5);
    }

    @Test
    void outageOfTheUsersShouldEndNoSession() {
        page.signIn(ALICE);
        page.clock.pass(Duration.ofMinutes(1));
        page.usersUnavailable = true;
        assertThat(page.post("/api/message", "", Map.of()).status()).isEqualTo(503);
        page.usersUnavailable = false;
        assertThat(page.post("/api/message", "", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void usersThatCannotBeReadShouldBeAnOutageAndNoWrongPassword() {
        page.signIn(ALICE);
        page.usersUnavailable = true;
        PageResponse login;
        try (LogCapture log = new LogCapture(SignIn.class)) {
            login = page.answer(page.login(ALICE, PASSWORD, Map.of()));
            page.answer(page.login("bob@example.org", PASSWORD, Map.of()));
            assertThat(log.messagesAboveDebug())
                    .as("once, by the class: the message could name the login")
                    .containsExactly("The page cannot verify logins: java.lang.IllegalStateException");
        }
        assertThat(login.status()).isEqualTo(503);
        assertThat(problem(login)).doesNotContain("database");
        assertThat(page.get("/api/account").status()).isEqualTo(503);
        assertThat(page.post("/api/message", "", Map.of()).status()).isEqualTo(503);
        assertThat(page.mailed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/explain?address=bob@example.org", "/api/health"})
    void operatorsPartShouldBeForOperatorsOnly(String target) {
        page.signIn(ALICE);
        assertThat(page.get(target).status()).isEqualTo(403);
        page.signIn("oscar@example.org");
        assertThat(page.get(target).status()).isEqualTo(200);
    }

    @Test
    void healthShouldSayThatACheckFailedWithoutItsMessage() {
        page.signIn("oscar@example.org");
        PageResponse response = page.get("/api/health");
        assertThat(json(response).path("checks").path(0).path("status").textValue())
                .isEqualTo("unhealthy");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("SealMX directory")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/explain", "/api/explain?address=", "/api/explain?address=x"})
    void malformedAddressShouldBeRefusedInWords(String target) {
        page.signIn("oscar@example.org");
        assertThat(page.get(target).status()).isEqualTo(400);
    }

    @Test
    void malformedSenderShouldBeRefusedAndNotBeRepeated() {
        page.signIn("oscar@example.org");
        PageResponse response = page.get("/api/explain?address=bob@example.org&sender=<script>");
        assertThat(response.status()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("script");
    }

    @Test
    void testMessageShouldGoToOneselfOnlyAndBeLimited() {
        page.signIn(ALICE);
        for (int i = 0; i < 3; i++) {
            PageResponse response = page.post("/api/message", "{\"to\":\"bob@example.org\"}", Map.of());
            assertThat(json(response).path("delivered").booleanValue()).isTrue();
        }
        assertThat(page.post("/api/message", "", Map.of()).status()).isEqualTo(429);
        assertThat(page.mailed).hasSize(3).allMatch(address -> address.toString()
                .equals(ALICE));
    }
}
