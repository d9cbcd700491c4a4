package org.sealmx.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.MovedClock;
import org.sealmx.measure.Stage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class RecentMailTest {

    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
    private static final EmailAddress BOB = EmailAddress.of("bob@example.org");
    private static final AccountId ACCOUNT = new AccountId("u2");

    private final MovedClock clock = new MovedClock(START);
    private final RecentMail recent = new RecentMail(clock, new SecureRandom());

    private void ended(EmailAddress recipient, Reply reply, Reason reason, boolean afterData, AccountId... accounts) {
        clock.pass(Duration.ofSeconds(1));
        recent.ended(new RecipientOutcome(
                afterData ? Optional.of("transaction") : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                recipient,
                List.of(accounts),
                reply,
                Duration.ZERO,
                afterData ? Stage.STORE : Stage.RCPT,
                List.of(),
                reason));
    }

    @Test
    void recordShouldKeepTheLastOfEachKindForTheAddressAndTheAccount() {
        ended(BOB, Replies.CANNOT_RECEIVE_NOW, Reason.NO_USABLE_CERTIFICATE, false);
        ended(BOB, Replies.STORED, Reason.STORED, true, ACCOUNT);
        ended(EmailAddress.of("BOB@example.org"), Replies.STORED, Reason.STORED, true, ACCOUNT);
        ended(EmailAddress.of("team@example.org"), Replies.ACCOUNT_DISABLED, Reason.BLOCKED, true, ACCOUNT);

        LastMail ofBob = recent.of(BOB);
        assertThat(ofBob.subject()).isEqualTo("mail for bob@example.org");
        assertThat(ofBob.waited())
                .contains(new LastMail.Event(START.plusSeconds(1), Replies.CANNOT_RECEIVE_NOW, false));
        assertThat(ofBob.stored()).contains(new LastMail.Event(START.plusSeconds(3), Replies.STORED, true));
        assertThat(ofBob.refused()).isEmpty();
        LastMail ofAccount = recent.of(ACCOUNT);
        assertThat(ofAccount.stored()).isEqualTo(ofBob.stored());
        assertThat(ofAccount.refused())
                .contains(new LastMail.Event(START.plusSeconds(4), Replies.ACCOUNT_DISABLED, true));
        assertThat(recent.since()).isEqualTo(START);
    }

    @Test
    void recordShouldHaveNothingAboutAddressesThatNobodyHas() {
        ended(EmailAddress.of("x@example.org"), Replies.NO_SUCH_ADDRESS, Reason.UNKNOWN, false);
        ended(EmailAddress.of("x@example.com"), Replies.NOT_OUR_DOMAIN, Reason.NOT_OUR_DOMAIN, false);
        assertThat(recent.of(EmailAddress.of("x@example.org")).isEmpty()).isTrue();
        assertThat(recent.of(EmailAddress.of("x@example.com")).isEmpty()).isTrue();
        assertThat(recent.of(new AccountId("bob@example.org")).isEmpty()).isTrue();
    }

    @Test
    void recordShouldStayBoundedAndForgetWhatWasHeardOfLongestAgo() {
        ended(BOB, Replies.STORED, Reason.STORED, true, ACCOUNT);
        for (int i = 1; i < RecentMail.CAPACITY; i++) {
            ended(EmailAddress.of("bob+" + i + "@example.org"), Replies.STORED, Reason.STORED, true, ACCOUNT);
        }
        assertThat(recent.of(BOB).isEmpty()).isFalse();
        ended(EmailAddress.of("bob+0@example.org"), Replies.STORED, Reason.STORED, true, ACCOUNT);
        ended(EmailAddress.of("bob+00@example.org"), Replies.STORED, Reason.STORED, true, ACCOUNT);
        assertThat(recent.of(EmailAddress.of("bob+1@example.org")).isEmpty()).isTrue();
        assertThat(recent.of(ACCOUNT).isEmpty()).isFalse();
    }
}
