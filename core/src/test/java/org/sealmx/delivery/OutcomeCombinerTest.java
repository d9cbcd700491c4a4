package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.DeliveryOutcome.Confirmed;
import org.sealmx.delivery.DeliveryOutcome.Deferred;
import org.sealmx.delivery.DeliveryOutcome.Refused;
import org.sealmx.delivery.DeliveryOutcome.Silent;
import org.sealmx.smtp.Replies;

class OutcomeCombinerTest {

    private static final DeliveryOutcome CONFIRMED = new Confirmed();
    private static final DeliveryOutcome SILENT = new Silent();
    private static final DeliveryOutcome STORE_DOWN = new Deferred(Replies.STORE_UNAVAILABLE);
    private static final DeliveryOutcome STORE_FULL = new Deferred(Replies.STORE_FULL);
    private static final DeliveryOutcome NO_CERTIFICATE = new Refused(Replies.CANNOT_RECEIVE_NOW);
    private static final DeliveryOutcome DISABLED = new Refused(Replies.ACCOUNT_DISABLED);

    @Test
    void replyOfShouldBeStoredWhenTheOnlyDestinationConfirmed() {
        assertThat(OutcomeCombiner.replyOf(List.of(CONFIRMED))).isEqualTo(Replies.STORED);
    }

    @Test
    void replyOfShouldBeNotConfirmedWhenThereIsNoDestination() {
        assertThat(OutcomeCombiner.replyOf(List.of())).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void replyOfShouldBeNotConfirmedWhenOneDestinationStayedSilent() {
        assertThat(OutcomeCombiner.replyOf(List.of(CONFIRMED, SILENT))).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(OutcomeCombiner.replyOf(List.of(DISABLED, SILENT))).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void replyOfShouldBeTheOutageWhenAnotherDestinationConfirmed() {
        assertThat(OutcomeCombiner.replyOf(List.of(CONFIRMED, DISABLED, STORE_DOWN)))
                .isEqualTo(Replies.STORE_UNAVAILABLE);
    }

    @Test
    void replyOfShouldBeTheFirstOutageWhenThereAreSeveral() {
        assertThat(OutcomeCombiner.replyOf(List.of(NO_CERTIFICATE, STORE_FULL, SILENT, STORE_DOWN)))
                .isEqualTo(Replies.STORE_FULL);
        assertThat(OutcomeCombiner.replyOf(List.of(SILENT, STORE_FULL))).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void replyOfShouldBeStoredWhenTheOtherDestinationsRefused() {
        assertThat(OutcomeCombiner.replyOf(List.of(NO_CERTIFICATE, CONFIRMED, DISABLED)))
                .isEqualTo(Replies.STORED);
    }

    @Test
    void replyOfShouldBeTheFirstRefusalWhenAllRefused() {
        assertThat(OutcomeCombiner.replyOf(List.of(NO_CERTIFICATE, DISABLED))).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
        assertThat(OutcomeCombiner.replyOf(List.of(DISABLED, NO_CERTIFICATE))).isEqualTo(Replies.ACCOUNT_DISABLED);
    }

    @Test
    void deferredShouldBeRejectedWhenTheReplyIsNotTransient() {
        assertThatThrownBy(() -> new Deferred(Replies.ACCOUNT_DISABLED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Deferred(Replies.STORED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusedShouldBeRejectedWhenTheReplyIsASuccess() {
        assertThatThrownBy(() -> new Refused(Replies.STORED)).isInstanceOf(IllegalArgumentException.class);
    }
}
