package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.Route;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.Replies;

class DeliveryLedgerTest {

    private static final Route ROUTE = TestDeliveries.route("alice@example.org");
    private static final Refusal DISABLED = new Refusal(RefusalCause.BLOCKED, Replies.ACCOUNT_DISABLED);
    private static final Verdict ACCEPT = TestDeliveries.accept(ROUTE);
    private static final SealedMessage SEALED = TestSealing.sealed("canary");

    private final DeliveryLedger ledger = new DeliveryLedger();

    private DeliveryLedger.Entry open() {
        return open(() -> ACCEPT);
    }

    private DeliveryLedger.Entry open(Supplier<Verdict> policy) {
        return ledger.open(TestDeliveries.transaction(), TestDeliveries.ALICE, policy);
    }

    @Test
    void replyShouldBeNotConfirmedWhenNothingWasSaid() {
        try (DeliveryLedger.Entry entry = open()) {
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void replyShouldBeNotConfirmedWhenARunSaidNothing() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.delivery().openRun(ROUTE);

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void lostShouldNameTheRefusedCopiesOfASuccessAndOnlyThose() {
        Route other = TestDeliveries.route("bob@example.org");
        try (DeliveryLedger.Entry entry = open()) {
            Delivery delivery = entry.delivery();
            Run refused = delivery.openRun(other);
            refused.refuse(DISABLED);
            Run stored = delivery.openRun(ROUTE);
            assertThat(delivery.lost()).as("the other run is silent").isEmpty();

            stored.recordSealed(SEALED);
            stored.confirm();
            assertThat(delivery.lost()).containsExactly(new Delivery.Lost(other, DISABLED));

            refused.recordSealed(SEALED);
            refused.confirm();
            assertThat(delivery.lost()).isEmpty();
        }
    }

    @Test
    void lostShouldBeNoneWhenTheSendingSideHearsOfTheRefusal() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.delivery().openRun(ROUTE).refuse(DISABLED);
            assertThat(entry.reply()).isEqualTo(Replies.ACCOUNT_DISABLED);
            assertThat(entry.delivery().lost()).isEmpty();
        }
    }

    @Test
    void replyShouldBeStoredWhenASealedRunConfirmed() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.delivery().openRun(ROUTE);
            run.recordSealed(SEALED);
            run.confirm();

            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
    }

    @Test
    void confirmShouldThrowAndNotCountWhenNothingWasSealed() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.delivery().openRun(ROUTE);

            assertThatThrownBy(run::confirm).isInstanceOf(IllegalStateException.class);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void confirmShouldThrowWhenOnlyAnotherRunWasSealed() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.delivery().openRun(ROUTE).recordSealed(SEALED);

            assertThatThrownBy(entry.delivery().openRun(ROUTE)::confirm).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void replyShouldBeTheRefusalWhenTheDeliveryWasRefused() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.delivery().refuse(DISABLED);

            assertThat(entry.reply()).isEqualTo(Replies.ACCOUNT_DISABLED);
        }
    }

    @Test
    void replyShouldBeTheOutageWhenTheDeliveryWasDeferred() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.delivery().defer(Replies.DIRECTORY_UNAVAILABLE);

            assertThat(entry.reply()).isEqualTo(Replies.DIRECTORY_UNAVAILABLE);
        }
    }

    @Test
    void replyShouldBeStoredWhenAnotherDestinationIsBlocked() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.delivery().blocked(DISABLED);
            Run run = entry.delivery().openRun(ROUTE);
            run.recordSealed(SEALED);
            run.confirm();

            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
    }

    @Test
    void replyShouldBeNotConfirmedWhenOneOfTwoRunsIsSilent() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.delivery().openRun(ROUTE);
            run.recordSealed(SEALED);
            run.confirm();
            entry.delivery().openRun(ROUTE);

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void verdictShouldAskThePolicyOnceWhenItIsWantedOften() {
        AtomicInteger questions = new AtomicInteger();
        try (DeliveryLedger.Entry entry = open(() -> {
            questions.incrementAndGet();
            return ACCEPT;
        })) {
            Verdict first = entry.delivery().verdict();

            assertThat(entry.delivery().verdict()).isSameAs(first);
            assertThat(questions).hasValue(1);
        }
    }

    @Test
    void openShouldNotAskThePolicyWhenNobodyWantsToKnow() {
        AtomicInteger questions = new AtomicInteger();
        try (DeliveryLedger.Entry entry = open(() -> {
            questions.incrementAndGet();
            return ACCEPT;
        })) {
            entry.reply();

            assertThat(questions).hasValue(0);
        }
    }

    @Test
    void findShouldYieldDeliveryAndRunWhenTheyAreOpen() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.delivery().openRun(ROUTE);

            assertThat(ledger.find(entry.delivery().id())).containsSame(entry.delivery());
            assertThat(ledger.find(run.id())).containsSame(run);
        }
    }

    @Test
    void openShouldGiveEveryAttemptAnIdOfItsOwnWhenThereAreSeveral() {
        try (DeliveryLedger.Entry first = open();
                DeliveryLedger.Entry second = open()) {
            assertThat(new String[] {
                        first.delivery().id(),
                        second.delivery().id(),
                        first.delivery().openRun(ROUTE).id(),
                        first.delivery().openRun(ROUTE).id()
                    })
                    .doesNotHaveDuplicates();
            assertThat(ledger.size()).isEqualTo(4);
        }
    }

    @Test
    void closeShouldForgetDeliveryAndRunsWhenTheyAreEnded() {
        DeliveryLedger.Entry entry = open();
        Run run = entry.delivery().openRun(ROUTE);

        entry.close();

        assertThat(ledger.size()).isZero();
        assertThat(ledger.find(entry.delivery().id())).isEmpty();
        assertThat(ledger.find(run.id())).isEmpty();
    }

    @Test
    void closeShouldKeepOthersWhenSeveralAreOpen() {
        DeliveryLedger.Entry ended = open();
        try (DeliveryLedger.Entry other = open()) {
            ended.close();

            assertThat(ledger.find(other.delivery().id())).containsSame(other.delivery());
        }
    }

    @Test
    void confirmShouldChangeNoReplyThatWasGivenWhenItComesLate() {
        DeliveryLedger.Entry entry = open();
        Run run = entry.delivery().openRun(ROUTE);
        run.recordSealed(SEALED);
        var given = entry.reply();
        entry.close();

        run.confirm();

        assertThat(given).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(ledger.find(run.id())).isEmpty();
    }

    @Test
    void openRunShouldCarrySenderRecipientAndRouteWhenItIsOpened() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.delivery().openRun(ROUTE);

            assertThat(run.sender()).isEqualTo(TestDeliveries.SENDER);
            assertThat(run.recipient()).isEqualTo(TestDeliveries.ALICE);
            assertThat(run.route()).isSameAs(ROUTE);
            assertThat(run.transaction()).isSameAs(entry.delivery().transaction());
            assertThat(run.sealed()).isEmpty();
        }
    }
}
