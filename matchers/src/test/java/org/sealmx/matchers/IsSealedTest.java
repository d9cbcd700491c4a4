package org.sealmx.matchers;

import static org.assertj.core.api.Assertions.assertThat;

import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.Run;
import org.sealmx.sealing.TestSealing;

class IsSealedTest {

    private final MatcherFixture fixture = new MatcherFixture();
    private final IsSealed matcher = new IsSealed(fixture.ledger);

    @Test
    void matchShouldFindTheRecipientWhenTheRunIsSealed() throws MessagingException {
        Run run = fixture.run(fixture.good);
        run.recordSealed(TestSealing.sealed("canary"));

        assertThat(MatcherFixture.match(matcher, run)).containsExactly(new MailAddress(MatcherFixture.RECIPIENT));
    }

    @Test
    void matchShouldFindNothingWhenTheRunIsNotSealed() throws MessagingException {
        assertThat(MatcherFixture.match(matcher, fixture.run(fixture.good))).isEmpty();
    }

    @Test
    void matchShouldFindNothingWhenAnotherRunIsSealed() throws MessagingException {
        fixture.run(fixture.good).recordSealed(TestSealing.sealed("canary"));

        assertThat(MatcherFixture.match(matcher, fixture.run(fixture.good))).isEmpty();
    }

    @Test
    void matchShouldFindNothingWhenTheAttemptIsADelivery() throws MessagingException {
        assertThat(MatcherFixture.match(matcher, fixture.delivery("good@example.org")))
                .isEmpty();
    }
}
