package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;

class OutcomeRecordTest {

    private static final Refusal DISABLED = new Refusal(RefusalCause.BLOCKED, Replies.ACCOUNT_DISABLED);

    private final OutcomeRecord outcome = new OutcomeRecord();

    @Test
    void currentShouldBeSilentWhenNothingIsReported() {
        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Silent());
    }

    @Test
    void refuseShouldBeIgnoredWhenAnOutageWasReportedFirst() {
        outcome.defer(Replies.STORE_UNAVAILABLE);
        outcome.refuse(DISABLED);

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Deferred(Replies.STORE_UNAVAILABLE));
    }

    @Test
    void deferShouldBeIgnoredWhenARefusalWasReportedFirst() {
        outcome.refuse(DISABLED);
        outcome.defer(Replies.STORE_UNAVAILABLE);

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Refused(Replies.ACCOUNT_DISABLED));
    }

    @Test
    void deferShouldBeIgnoredWhenAnotherOutageWasReportedFirst() {
        outcome.defer(Replies.STORE_FULL);
        outcome.defer(Replies.STORE_UNAVAILABLE);

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Deferred(Replies.STORE_FULL));
    }

    @Test
    void confirmShouldOverrideWhenAnOutageWasReportedFirst() {
        outcome.defer(Replies.STORE_UNAVAILABLE);
        outcome.confirm();

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Confirmed());
    }

    @Test
    void confirmShouldOverrideWhenARefusalWasReportedFirst() {
        outcome.refuse(DISABLED);
        outcome.confirm();

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Confirmed());
    }

    @Test
    void deferShouldBeIgnoredWhenTheStoreHasConfirmed() {
        outcome.confirm();
        outcome.defer(Replies.STORE_UNAVAILABLE);

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Confirmed());
    }

    @Test
    void refuseShouldBeIgnoredWhenTheStoreHasConfirmed() {
        outcome.confirm();
        outcome.refuse(DISABLED);

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Confirmed());
    }

    @Test
    void deferShouldThrowWhenTheReplyIsPermanent() {
        assertThatThrownBy(() -> outcome.defer(Replies.ACCOUNT_DISABLED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuseShouldDeferWhenWeAreToBlame() {
        OutcomeRecord outcome = new OutcomeRecord();

        outcome.refuse(new Refusal(RefusalCause.BROKEN_IDENTITY, Replies.CANNOT_RECEIVE_NOW));

        assertThat(outcome.current()).isEqualTo(new DeliveryOutcome.Deferred(Replies.CANNOT_RECEIVE_NOW));
    }
}
