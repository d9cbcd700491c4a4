package org.sealmx.server.page.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.MovedClock;
import org.sealmx.smtp.EmailAddress;

class SessionsTest {

    private static final Account ALICE = account("alice");
    private static final Account BOB = account("bob");

    private final MovedClock clock = new MovedClock();
    private final Sessions sessions =
            new Sessions(new SecureRandom(), Duration.ofMinutes(15), Duration.ofHours(8), clock);

    private static Account account(String name) {
        return new Account(name + "@example.org", EmailAddress.of(name + "@example.org"), false);
    }

    @Test
    void sessionShouldBeFoundByItsTokenOnly() {
        String token = sessions.begin(ALICE, "secret");

        assertThat(sessions.find(token)).get().extracting(Session::account).isEqualTo(ALICE);
        assertThat(sessions.find(token + "x")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.find(Tokens.digest(token))).isEmpty();
    }

    @Test
    void tokensShouldHave256BitsAndDifferFromTheGuard() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String token = sessions.begin(ALICE, "secret");
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(token)).isTrue();
            assertThat(seen.add(sessions.find(token).orElseThrow().guard())).isTrue();
        }
    }

    @Test
    void sessionShouldEndWhenItIsNotUsed() {
        String token = sessions.begin(ALICE, "secret");
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(14));
            assertThat(sessions.find(token)).isPresent();
        }
        clock.pass(Duration.ofMinutes(15));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void sessionShouldEndEvenWhenItIsUsed() {
        String token = sessions.begin(ALICE, "secret");
        for (int i = 0; i < 8 * 6 - 1; i++) {
            clock.pass(Duration.ofMinutes(10));
            assertThat(sessions.find(token)).isPresent();
        }
        clock.pass(Duration.ofMinutes(10));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void endShouldEndThatSessionOnly() {
        String one = sessions.begin(ALICE, "secret");
        String other = sessions.begin(ALICE, "secret");
        sessions.end(one);

        assertThat(sessions.find(one)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void endAllShouldEndThoseOfTheLoginOnly() {
        String alice = sessions.begin(ALICE, "secret");
        String bob = sessions.begin(BOB, "secret");
        sessions.endAll(ALICE.user());

        assertThat(sessions.find(alice)).isEmpty();
        assertThat(sessions.find(bob)).isPresent();
    }

    @Test
    void accountShouldHaveFewSessionsAndLoseTheOneThatItUsedLeastRecently() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST_PER_ACCOUNT; i++) {
            tokens.add(sessions.begin(ALICE, "secret"));
        }
        sessions.find(tokens.get(0));
        sessions.begin(ALICE, "secret");

        assertThat(sessions.find(tokens.get(0))).isPresent();
        assertThat(sessions.find(tokens.get(1))).isEmpty();
        assertThat(sessions.find(tokens.get(2))).isPresent();
    }

    @Test
    void allSessionsShouldBeBounded() {
        String first = sessions.begin(BOB, "secret");
        String second = sessions.begin(ALICE, "secret");
        for (int i = 0; i < Sessions.MOST - 1; i++) {
            sessions.begin(account("u" + i), "secret");
        }
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
    }

    @Test
    void nothingShouldPrintASecret() {
        String token = sessions.begin(ALICE, "secret");
        Session session = sessions.find(token).orElseThrow();

        assertThat(session.toString()).doesNotContain(session.guard(), token, "alice");
    }

    @Test
    void passwordShouldBeVerifiedAgainBeforeAChangeAndOnceAMinute() {
        String token = sessions.begin(ALICE, "correct horse");
        assertThat(sessions.passwordToVerify(token, true)).isEmpty();

        clock.pass(Sessions.CHANGE);
        assertThat(sessions.passwordToVerify(token, false)).isEmpty();
        assertThat(sessions.passwordToVerify(token, true)).contains("correct horse");
        sessions.verified(token);
        assertThat(sessions.passwordToVerify(token, true)).isEmpty();

        clock.pass(Sessions.READ);
        assertThat(sessions.passwordToVerify(token, false)).contains("correct horse");
        sessions.end(token);
        assertThat(sessions.passwordToVerify(token, true)).isEmpty();
    }

    @Test
    void verificationShouldNotCountAsUse() {
        String token = sessions.begin(ALICE, "secret");
        clock.pass(Duration.ofMinutes(14));
        sessions.verified(token);
        clock.pass(Duration.ofMinutes(1));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void passwordShouldOpenWithTheTokenOnly() {
        SealedPassword sealed = SealedPassword.of("p\u00e4ss", "token");
        assertThat(sealed.open("token")).isEqualTo("p\u00e4ss");
        assertThat(sealed).hasToString("SealedPassword");
        assertThatThrownBy(() -> sealed.open("Token")).isInstanceOf(IllegalStateException.class);
    }
}
