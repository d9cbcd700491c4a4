package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.measure.Stage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class EndingTest {

    private static final TestKey KEY = TestKeys.curve25519();
    private static final Route HERE = TestDeliveries.route("alice@example.org", KEY::evaluate);
    private static final Route REVOKED =
            TestDeliveries.route("bob@example.org", at -> new CertificateEvaluation.Revoked("f0f0"));
    private static final Route ELSEWHERE = TestDeliveries.remote(HERE, "far@elsewhere.example");
    private static final SealedMessage SEALED = TestSealing.sealed("canary");

    private final DeliveryLedger ledger = new DeliveryLedger();

    private DeliveryLedger.Entry open(Verdict verdict) {
        return ledger.open(TestDeliveries.transaction(), TestDeliveries.ALICE, verdict);
    }

    private DeliveryLedger.Entry accepted() {
        return open(TestDeliveries.accept(HERE));
    }

    private static void assertEnding(
            DeliveryLedger.Entry entry, Reply reply, Stage stage, Optional<RefusalCause> cause) {
        Ending ending = entry.ending();
        assertThat(ending.reply()).isEqualTo(reply).isEqualTo(entry.reply());
        assertThat(ending.stage()).isEqualTo(stage);
        assertThat(ending.cause()).isEqualTo(cause);
    }

    @Test
    void storedCopyShouldEndInTheStore() {
        try (DeliveryLedger.Entry entry = accepted()) {
            Run run = entry.openRun(TestDeliveries.decision(HERE));
            run.recordSealed(SEALED);
            run.confirm();

            assertEnding(entry, Replies.STORED, Stage.STORE, Optional.empty());
            assertThat(entry.ending().accounts()).containsExactly(HERE.account());
            assertThat(entry.ending().certificates()).isEqualTo(SEALED.certificateFingerprints());
        }
    }

    @Test
    void forwardedCopyShouldEndAtTheForward() {
        try (DeliveryLedger.Entry entry = accepted()) {
            Run run = entry.openRun(TestDeliveries.decision(ELSEWHERE));
            run.recordSealed(SEALED);
            run.confirm();
            assertEnding(entry, Replies.STORED, Stage.FORWARD, Optional.empty());
        }
    }

    @Test
    void confirmationShouldTakeBackTheCauseOfARefusal() {
        try (DeliveryLedger.Entry entry = accepted()) {
            Run run = entry.openRun(TestDeliveries.decision(HERE));
            run.recordSealed(SEALED);
            run.refuse(new Refusal(RefusalCause.OVER_QUOTA, Replies.OVER_QUOTA));
            assertEnding(entry, Replies.OVER_QUOTA, Stage.STORE, Optional.of(RefusalCause.OVER_QUOTA));
            run.confirm();
            assertEnding(entry, Replies.STORED, Stage.STORE, Optional.empty());
        }
    }

    @Test
    void destinationThatWaitsShouldDecideForAll() {
        try (DeliveryLedger.Entry entry = accepted()) {
            Run stored = entry.openRun(TestDeliveries.decision(HERE));
            stored.recordSealed(SEALED);
            stored.confirm();
            entry.openRun(TestDeliveries.decision(REVOKED))
                    .refuse(new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, Replies.CANNOT_RECEIVE_NOW));
            Run waiting = entry.openRun(TestDeliveries.decision(ELSEWHERE));
            waiting.recordSealed(SEALED);
            waiting.defer(Replies.FORWARD_UNAVAILABLE);

            assertEnding(entry, Replies.FORWARD_UNAVAILABLE, Stage.FORWARD, Optional.empty());
            assertThat(entry.ending().accounts()).containsExactly(HERE.account(), REVOKED.account());
        }
    }

    @Test
    void whatIsNotSealedShouldEndWhereItStopped() {
        try (DeliveryLedger.Entry entry = accepted()) {
            entry.openRun(TestDeliveries.decision(HERE)).defer(Replies.SEALING_FAILED);
            assertEnding(entry, Replies.SEALING_FAILED, Stage.SEAL, Optional.empty());
        }
        try (DeliveryLedger.Entry entry = accepted()) {
            entry.openRun(TestDeliveries.decision(HERE));
            assertEnding(entry, Replies.NOT_CONFIRMED, Stage.CHAIN, Optional.empty());
        }
        try (DeliveryLedger.Entry entry = accepted()) {
            assertEnding(entry, Replies.NOT_CONFIRMED, Stage.CHAIN, Optional.empty());
            entry.delivery().refuse(new Refusal(RefusalCause.CONFIGURED, Replies.CANNOT_RECEIVE));
            assertEnding(entry, Replies.CANNOT_RECEIVE, Stage.CHAIN, Optional.of(RefusalCause.CONFIGURED));
        }
        try (DeliveryLedger.Entry entry = accepted()) {
            entry.delivery().refuse(new Refusal(RefusalCause.FORWARD_LOOP, Replies.FORWARD_LOOP));
            assertEnding(entry, Replies.FORWARD_LOOP, Stage.FORWARD, Optional.of(RefusalCause.FORWARD_LOOP));
        }
    }

    @Test
    void refusalOfThePolicyShouldEndThereWithItsAccounts() {
        Refusal over = new Refusal(RefusalCause.OVER_QUOTA, Replies.OVER_QUOTA);
        try (DeliveryLedger.Entry entry = open(new Verdict.Refuse(over, List.of(new AccountId("u1"))))) {
            entry.delivery().refuse(over);
            assertEnding(entry, Replies.OVER_QUOTA, Stage.POLICY, Optional.of(RefusalCause.OVER_QUOTA));
            assertThat(entry.ending().accounts()).containsExactly(new AccountId("u1"));
        }
        Refusal outage = new Refusal(RefusalCause.DIRECTORY_UNAVAILABLE, Replies.DIRECTORY_UNAVAILABLE);
        try (DeliveryLedger.Entry entry = open(new Verdict.Refuse(outage))) {
            entry.delivery().refuse(outage);
            assertEnding(
                    entry,
                    Replies.DIRECTORY_UNAVAILABLE,
                    Stage.DIRECTORY,
                    Optional.of(RefusalCause.DIRECTORY_UNAVAILABLE));
        }
    }

    @Test
    void refusalOfOneRouteOrOneDeadEndShouldEndAtThePolicy() {
        try (DeliveryLedger.Entry entry = accepted()) {
            entry.openRun(TestDeliveries.decision(REVOKED))
                    .refuse(new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, Replies.CANNOT_RECEIVE_NOW));
            assertEnding(
                    entry, Replies.CANNOT_RECEIVE_NOW, Stage.POLICY, Optional.of(RefusalCause.NO_USABLE_CERTIFICATE));
        }
        try (DeliveryLedger.Entry entry = accepted()) {
            entry.blocked(new Refusal(RefusalCause.BROKEN_IDENTITY, Replies.CANNOT_RECEIVE_NOW));
            Run stored = entry.openRun(TestDeliveries.decision(HERE));
            stored.recordSealed(SEALED);
            stored.confirm();
            assertEnding(entry, Replies.CANNOT_RECEIVE_NOW, Stage.POLICY, Optional.of(RefusalCause.BROKEN_IDENTITY));
        }
    }
}
