package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.Route;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.Decision;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.Replies;

class DeliveryLedgerTest {

    private static final TestKey KEY = TestKeys.curve25519();
    private static final Route ROUTE = TestDeliveries.route("alice@example.org", KEY::evaluate);
    private static final Decision DECISION = TestDeliveries.decision(ROUTE);
    private static final Refusal DISABLED = new Refusal(RefusalCause.BLOCKED, Replies.ACCOUNT_DISABLED);
    private static final Verdict ACCEPT = TestDeliveries.accept(ROUTE);
    private static final SealedMessage SEALED = TestSealing.sealed("canary");

    private final DeliveryLedger ledger = new DeliveryLedger();

    private DeliveryLedger.Entry open() {
        return ledger.open(TestDeliveries.transaction(), TestDeliveries.ALICE, ACCEPT);
    }

    @Test
    void replyShouldBeNotConfirmedWhenNothingWasReported() {
        try (DeliveryLedger.Entry entry = open()) {
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void replyShouldBeNotConfirmedWhenARunReportedNothing() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.openRun(DECISION);

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void lostShouldNameTheRefusedCopiesOfASuccessAndOnlyThose() {
        Route other = TestDeliveries.route("bob@example.org", KEY::evaluate);
        try (DeliveryLedger.Entry entry = open()) {
            Run refused = entry.openRun(TestDeliveries.decision(other));
            refused.refuse(DISABLED);
            Run stored = entry.openRun(DECISION);
            assertThat(entry.lost()).as("the other run is silent").isEmpty();

            stored.recordSealed(SEALED);
            stored.confirm();
            assertThat(entry.lost()).containsExactly(new LostCopy(other, DISABLED, Replies.ACCOUNT_DISABLED.text()));

            refused.recordSealed(SEALED);
            refused.confirm();
            assertThat(entry.lost()).isEmpty();
        }
    }

    @Test
    void lostShouldHaveThePolicysReasonWhenThePolicyHasRefusedTheRoute() {
        Route revoked = TestDeliveries.route("bob@example.org", at -> new CertificateEvaluation.Revoked("f0f0"));
        try (DeliveryLedger.Entry entry = open()) {
            Run refused = entry.openRun(TestDeliveries.decision(revoked));
            refused.refusal().ifPresent(refused::refuse);
            Run stored = entry.openRun(DECISION);
            stored.recordSealed(SEALED);
            stored.confirm();

            assertThat(entry.lost())
                    .extracting(LostCopy::reason)
                    .containsExactly("its certificate cannot be used: revoked, fingerprint f0f0");
        }
    }

    @Test
    void refusalShouldBeThatOfTheVerdictAndOfTheDecision() {
        try (DeliveryLedger.Entry refused =
                        ledger.open(TestDeliveries.transaction(), TestDeliveries.ALICE, new Verdict.Refuse(DISABLED));
                DeliveryLedger.Entry entry = open()) {
            assertThat(refused.delivery().refusal()).contains(DISABLED);
            assertThat(entry.delivery().refusal()).isEmpty();
            assertThat(entry.openRun(DECISION).refusal()).isEmpty();
            assertThat(entry.openRun(new Decision.Refused(ROUTE, DISABLED, "closed"))
                            .refusal())
                    .contains(DISABLED);
        }
    }

    @Test
    void lostShouldBeNoneWhenTheSendingSideHearsOfTheRefusal() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.openRun(DECISION).refuse(DISABLED);
            assertThat(entry.reply()).isEqualTo(Replies.ACCOUNT_DISABLED);
            assertThat(entry.lost()).isEmpty();
        }
    }

    @Test
    void replyShouldBeStoredWhenASealedRunConfirmed() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.openRun(DECISION);
            run.recordSealed(SEALED);
            run.confirm();

            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
    }

    @Test
    void confirmShouldThrowAndNotCountWhenNothingWasSealed() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.openRun(DECISION);

            assertThatThrownBy(run::confirm).isInstanceOf(IllegalStateException.class);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void confirmShouldThrowWhenOnlyAnotherRunWasSealed() {
        try (DeliveryLedger.Entry entry = open()) {
            entry.openRun(DECISION).recordSealed(SEALED);

            assertThatThrownBy(entry.openRun(DECISION)::confirm).isInstanceOf(IllegalStateException.class);
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
            entry.blocked(DISABLED);
            Run run = entry.openRun(DECISION);
            run.recordSealed(SEALED);
            run.confirm();

            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
    }

    @Test
    void replyShouldBeNotConfirmedWhenOneOfTwoRunsIsSilent() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.openRun(DECISION);
            run.recordSealed(SEALED);
            run.confirm();
            entry.openRun(DECISION);

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void findEntryShouldYieldTheEntryOfADeliveryAndOfNoRun() {
        try (DeliveryLedger.Entry entry = open()) {
            assertThat(ledger.findEntry(entry.delivery().id())).containsSame(entry);
            assertThat(ledger.findEntry(entry.openRun(DECISION).id())).isEmpty();
        }
    }

    @Test
    void openRunShouldThrowAndKeepNothingWhenTheDeliveryIsClosed() {
        DeliveryLedger.Entry entry = open();
        entry.close();

        assertThatThrownBy(() -> entry.openRun(DECISION)).isInstanceOf(IllegalStateException.class);
        assertThat(ledger.size()).isZero();
        assertThat(ledger.findEntry(entry.delivery().id())).isEmpty();
    }

    @Test
    void findShouldYieldDeliveryAndRunWhenTheyAreOpen() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.openRun(DECISION);

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
                        first.openRun(DECISION).id(),
                        first.openRun(DECISION).id()
                    })
                    .doesNotHaveDuplicates();
            assertThat(ledger.size()).isEqualTo(4);
        }
    }

    @Test
    void closeShouldForgetDeliveryAndRunsWhenTheyAreEnded() {
        DeliveryLedger.Entry entry = open();
        Run run = entry.openRun(DECISION);

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
        Run run = entry.openRun(DECISION);
        run.recordSealed(SEALED);
        var given = entry.reply();
        entry.close();

        run.confirm();

        assertThat(given).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(ledger.find(run.id())).isEmpty();
    }

    @Test
    void openRunShouldCarrySenderRecipientAndDecisionWhenItIsOpened() {
        try (DeliveryLedger.Entry entry = open()) {
            Run run = entry.openRun(DECISION);

            assertThat(run.sender()).isEqualTo(TestDeliveries.SENDER);
            assertThat(run.recipient()).isEqualTo(TestDeliveries.ALICE);
            assertThat(run.route()).isSameAs(ROUTE);
            assertThat(run.decision()).isSameAs(DECISION);
            assertThat(run.transaction()).isSameAs(entry.delivery().transaction());
            assertThat(run.sealed()).isEmpty();
        }
    }
}
