package org.sealmx.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.james.AttemptMail;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.Decryptor;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.Decision;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.TestPolicies;
import org.sealmx.sealing.EncryptedMail;
import org.sealmx.sealing.LeapSealing;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.ReversePath;

class EncryptForRecipientTest {

    private static final String BODY = "canary  \r\n\tgr\u00fc\u00dfe\r\n";

    private final MailetFixture fixture = new MailetFixture();

    /** Certificates that are not OpenPGP certificates. */
    private static final class OfAnotherKind implements CertificateEvaluation.Usable {

        @Override
        public List<String> certificateFingerprints() {
            return List.of("00");
        }

        @Override
        public String describe() {
            return "usable";
        }
    }

    private Run open(Route route) {
        return TestDeliveries.openRun(fixture.open("alice@example.org"), route);
    }

    private static String sealedText(Mail mail) throws MessagingException {
        return MailetFixture.text(AttemptMail.bytesOf(mail));
    }

    private static String decrypted(Mail mail, TestKey key) throws MessagingException {
        return new String(Decryptor.entity(sealedText(mail), key), ISO_8859_1);
    }

    private MailImpl serve(Run run, String... parameters) throws MessagingException {
        MailImpl mail = MailetFixture.mail(run);
        MailetFixture.configured(fixture.encryptForRecipient(), parameters).service(mail);
        return mail;
    }

    @Test
    void serviceShouldReplaceTheMessageByOneThatTheRecipientsKeyOpensWhenTheCertificateIsUsable()
            throws MessagingException {
        MailImpl mail = serve(open(MailetFixture.ALICE));

        assertThat(decrypted(mail, MailetFixture.ALICES_KEY))
                .contains("Subject: canary\r\n")
                .contains(new String(BODY.getBytes(UTF_8), ISO_8859_1));
    }

    @Test
    void serviceShouldMakeAMessageThatNoOtherKeyOpensWhenTheCertificateIsUsable() throws MessagingException {
        MailImpl mail = serve(open(MailetFixture.ALICE));

        assertThatThrownBy(() -> decrypted(mail, MailetFixture.BOBS_KEY)).isInstanceOf(AssertionError.class);
    }

    @Test
    void serviceShouldLeaveNothingOfSubjectAndBodyUnencryptedWhenItHasSealed() throws MessagingException {
        MailImpl mail = serve(open(MailetFixture.ALICE));

        assertThat(sealedText(mail)).doesNotContain("canary");
        assertThat(mail.getMessage().getSubject()).doesNotContain("canary");
    }

    @Test
    void serviceShouldRecordWhatItProducedWhenItHasSealed() throws MessagingException {
        Run run = open(MailetFixture.ALICE);
        MailImpl mail = serve(run);

        assertThat(MailetFixture.text(run.sealed().orElseThrow())).isEqualTo(sealedText(mail));
        assertThat(AttemptMail.carries(mail, run.id())).isTrue();
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
    }

    @Test
    void serviceShouldWriteTheDeliveryIdOutsideWhenItHasSealed() throws MessagingException {
        Run run = open(MailetFixture.ALICE);
        String id = fixture.deliveryIds
                .idOf(run.transaction(), MailetFixture.ALICE.mailbox())
                .hex();

        assertThat(serve(run).getMessage().getHeader(TraceFields.MARK_FIELD))
                .singleElement()
                .asString()
                .contains(id);
    }

    @Test
    void serviceShouldMakeLeapMxsJsonWhenTheFormatIsThat() throws MessagingException {
        Run run = open(MailetFixture.ALICE);
        MailImpl mail = serve(run, "format", "leap");

        assertThat(LeapSealing.content(sealedText(mail), MailetFixture.ALICES_KEY)
                        .getBytes(UTF_8))
                .isEqualTo(MailetFixture.text(run.transaction().message()).getBytes(ISO_8859_1));
        assertThat(run.sealed().orElseThrow())
                .isInstanceOfSatisfying(
                        SealedMessage.class, made -> assertThat(made.format()).isEqualTo(SealingFormat.LEAP));
    }

    @Test
    void serviceShouldRefuseAsThePolicyDoesWhenTheChainHasNoFormForTheCertificate() throws MessagingException {
        Route route = TestDeliveries.route("alice@example.org", at -> new OfAnotherKind());
        Decision decision = TestPolicies.decision(
                route,
                TestKeys.NOW,
                PolicySettings.defaults(),
                new ChainLimits(StoreNames.any(), SealingFormat.LEAP::problemWith));
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            Run run = entry.openRun(decision);
            MailImpl mail = serve(run, "format", "leap");

            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            assertThat(run.sealed()).isEmpty();
            assertThat(entry.reply()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
        }
    }

    /** Nothing is stored, even if the policy is used without the chain's limits. */
    @Test
    void serviceShouldDeferWhenThePolicyDidNotKnowTheFormat() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            Run run =
                    TestDeliveries.openRun(entry, TestDeliveries.route("alice@example.org", at -> new OfAnotherKind()));
            MailImpl mail = serve(run, "format", "leap");

            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            assertThat(run.sealed()).isEmpty();
            assertThat(entry.reply()).isEqualTo(Replies.SEALING_FAILED);
        }
    }

    @Test
    void serviceShouldEncryptOnceWhenTwoRecipientsShareAMessage() throws MessagingException {
        Run alice = open(MailetFixture.ALICE);
        Run bob = TestDeliveries.openRun(fixture.open(alice.transaction(), "bob@example.org"), MailetFixture.BOB);
        MailImpl toAlice = serve(alice);
        MailImpl toBob = serve(bob);

        assertThat(alice.transaction().share().encryptions()).isEqualTo(1);
        assertThat(decrypted(toAlice, MailetFixture.ALICES_KEY))
                .isEqualTo(decrypted(toBob, MailetFixture.BOBS_KEY))
                .contains("canary");
        assertThatThrownBy(() -> decrypted(toBob, MailetFixture.ALICES_KEY)).isInstanceOf(AssertionError.class);
    }

    @Test
    void serviceShouldEncryptForEachWhenSharingIsOff() throws MessagingException {
        Run alice = open(MailetFixture.ALICE);
        MailImpl first = serve(alice, "share", "off");
        MailImpl second = serve(
                TestDeliveries.openRun(fixture.open(alice.transaction(), "alice@example.org"), MailetFixture.ALICE),
                "share",
                "off");

        assertThat(alice.transaction().share().encryptions()).isZero();
        assertThat(endOfBody(first)).isNotEqualTo(endOfBody(second));
    }

    @Test
    void serviceShouldShareTheBodyWhenSharingIsOn() throws MessagingException {
        Run alice = open(MailetFixture.ALICE);
        MailImpl first = serve(alice, "share", "on");
        MailImpl second = serve(
                TestDeliveries.openRun(fixture.open(alice.transaction(), "alice@example.org"), MailetFixture.ALICE),
                "share",
                "on");

        assertThat(endOfBody(first)).isEqualTo(endOfBody(second));
    }

    /** The last octets of the encrypted body. The session key packets, whose length may vary, are at the beginning. */
    private static byte[] endOfBody(Mail mail) throws MessagingException {
        String text = sealedText(mail);
        int begin = text.indexOf("\r\n\r\n", text.indexOf("-----BEGIN PGP MESSAGE"));
        String armored = text.substring(begin, text.indexOf("-----END PGP MESSAGE"));
        byte[] binary = Base64.getMimeDecoder().decode(armored.replaceFirst("\r\n=.{4}\r\n$", ""));
        return Arrays.copyOfRange(binary, binary.length - 32, binary.length);
    }

    private Run openEncrypted() {
        byte[] packets = EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, MailetFixture.ALICES_KEY);
        String message = EncryptedMail.message(EncryptedMail.armor(packets));
        return TestDeliveries.openRun(
                fixture.open(TestDeliveries.transaction(ReversePath.nullPath(), message), "alice@example.org"),
                MailetFixture.ALICE);
    }

    @Test
    void serviceShouldRecordTheReceivedCiphertextWhenItIsEncryptedToTheRecipientAlready() throws MessagingException {
        Run run = openEncrypted();
        MailImpl mail = serve(run);

        assertThat(decrypted(mail, MailetFixture.ALICES_KEY)).isEqualTo(EncryptedMail.ENTITY);
        assertThat(sealedText(mail)).contains("Subject: canary subject\r\n", "X-Mailer: canary mailer\r\n");
        assertThat(MailetFixture.text(run.sealed().orElseThrow())).isEqualTo(sealedText(mail));
        assertThat(run.transaction().share().encryptions()).isZero();
    }

    @Test
    void serviceShouldSealCiphertextWhenTheOperatorSaysSo() throws MessagingException {
        assertThat(decrypted(serve(openEncrypted(), "already-encrypted", "seal"), MailetFixture.ALICES_KEY))
                .contains("canary subject", "-----BEGIN PGP MESSAGE-----");
    }

    @Test
    void serviceShouldSealCiphertextWhenItIsForSomebodyElse() throws MessagingException {
        Run bob = TestDeliveries.openRun(
                fixture.open(openEncrypted().transaction(), "bob@example.org"), MailetFixture.BOB);

        assertThat(decrypted(serve(bob), MailetFixture.BOBS_KEY)).contains("canary subject");
    }

    @Test
    void serviceShouldSealCiphertextWhenAnEarlierMailetAddedText() throws MessagingException {
        MailImpl mail = MailetFixture.mail(openEncrypted());
        String changed = MailetFixture.text(AttemptMail.bytesOf(mail)) + "added unencrypted\r\n";
        AttemptMail.replace(mail, "changed", ReceivedMessage.of(changed.getBytes(ISO_8859_1)));
        MailetFixture.configured(fixture.encryptForRecipient()).service(mail);

        assertThat(decrypted(mail, MailetFixture.ALICES_KEY)).contains("--b 1--\r\nadded unencrypted\r\n");
    }

    @Test
    void serviceShouldLeaveTheSubjectOutsideWhenTheOperatorSaysSo() throws MessagingException {
        assertThat(serve(open(MailetFixture.ALICE), "subject", "outside")
                        .getMessage()
                        .getSubject())
                .isEqualTo("canary");
        assertThat(serve(open(MailetFixture.ALICE), "subject", "inside")
                        .getMessage()
                        .getSubject())
                .isEqualTo("[...]");
    }

    @Test
    void serviceShouldLeaveOnlyTheListedFieldsOutsideWhenThereIsAList() throws MessagingException {
        Run run = open(MailetFixture.ALICE);

        assertThat(serve(run).getMessage().getHeader("To")).isNotNull();
        assertThat(serve(run, "outer-fields", "From Date Message-ID")
                        .getMessage()
                        .getHeader("To"))
                .isNull();
    }

    @Test
    void serviceShouldEncryptToTheNewestSubkeyOnlyWhenTheOperatorSaysSo() throws MessagingException {
        TestKey key = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, TestKeys.CREATED)
                .userId("Alice <alice@example.org>")
                .certification(TestKeys.CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED)
                .binding(TestKeys.CREATED, TestKeys::encrypting)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED.plusSeconds(1))
                .binding(TestKeys.CREATED.plusSeconds(1), TestKeys::encrypting)
                .build();
        Run run = open(TestDeliveries.route("alice@example.org", key::evaluate));

        assertThat(Decryptor.decryptArmored(sealedText(serve(run)), key).recipients())
                .isEqualTo(2);
        assertThat(Decryptor.decryptArmored(sealedText(serve(run, "encryption-subkeys", "newest")), key)
                        .recipients())
                .isEqualTo(1);
    }

    @Test
    void serviceShouldEncryptToPostQuantumSubkeysOnlyUnlessTheOperatorSaysOtherwise() throws MessagingException {
        TestKey key = TestKeys.postQuantum4();
        Run run = open(TestDeliveries.route("alice@example.org", key::evaluate));

        assertThat(Decryptor.decryptArmored(sealedText(serve(run)), key).recipients())
                .isEqualTo(1);
        assertThat(Decryptor.decryptArmored(sealedText(serve(run, "encryption-subkeys", "all")), key)
                        .recipients())
                .isEqualTo(2);
    }

    @Test
    void serviceShouldSealTheChangedMessageWhenAnEarlierMailetChangedIt() throws MessagingException {
        Run run = open(MailetFixture.ALICE);
        MailImpl mail = MailetFixture.mail(run);
        mail.getMessage().addHeader("X-Added", "yes");
        MailetFixture.configured(fixture.encryptForRecipient()).service(mail);

        assertThat(decrypted(mail, MailetFixture.ALICES_KEY))
                .contains("X-Added: yes\r\n")
                .contains("canary");
    }

    @Test
    void serviceShouldNotShareAChangedMessageWhenAnotherRecipientGetsTheOriginal() throws MessagingException {
        Run alice = open(MailetFixture.ALICE);
        serve(alice);
        Run bob = TestDeliveries.openRun(fixture.open(alice.transaction(), "bob@example.org"), MailetFixture.BOB);
        MailImpl changed = MailetFixture.mail(bob);
        changed.getMessage().setText("for Bob only");
        MailetFixture.configured(fixture.encryptForRecipient()).service(changed);

        assertThat(alice.transaction().share().encryptions()).isEqualTo(2);
        assertThat(decrypted(changed, MailetFixture.BOBS_KEY))
                .contains("for Bob only")
                .doesNotContain("canary  ");
    }

    @Test
    void serviceShouldRefuseAndEndTheMailWhenThereIsNoUsableCertificate() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("carol@example.org")) {
            Run run = TestDeliveries.openRun(entry, TestDeliveries.route("carol@example.org"));
            MailImpl mail = serve(run);

            assertThat(entry.reply()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            assertThat(run.sealed()).isEmpty();
        }
    }

    @Test
    void serviceShouldRefuseWhenTheCertificateHasExpired() throws MessagingException {
        Route expired = TestDeliveries.route("edith@example.org", TestKeys.expired()::evaluate);
        try (DeliveryLedger.Entry entry = fixture.open("edith@example.org")) {
            serve(TestDeliveries.openRun(entry, expired));

            assertThat(entry.reply()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
        }
    }

    @Test
    void serviceShouldRefuseForGoodWhenTheOperatorSaysSo() throws MessagingException {
        PolicySettings defaults = PolicySettings.defaults();
        PolicySettings reject =
                new PolicySettings(PolicySettings.Response.REJECT, defaults.overQuota(), defaults.probeSenders());
        Decision decision = TestPolicies.decision(
                TestDeliveries.route("carol@example.org"), TestKeys.NOW, reject, TestPolicies.NO_LIMITS);
        try (DeliveryLedger.Entry entry = fixture.open("carol@example.org")) {
            serve(entry.openRun(decision));

            assertThat(entry.reply()).isEqualTo(Replies.CANNOT_RECEIVE);
        }
    }

    @Test
    @SuppressWarnings("Immutable") // counts the questions
    void serviceShouldSealToWhatThePolicyHasFoundAndNotJudgeAgain() throws MessagingException {
        AtomicInteger questions = new AtomicInteger();
        Route once = TestDeliveries.route(
                "once@example.org",
                at -> questions.getAndIncrement() == 0
                        ? MailetFixture.ALICES_KEY.evaluate(at)
                        : new CertificateEvaluation.Expired("f0f0", at));
        try (DeliveryLedger.Entry entry = fixture.open("once@example.org")) {
            MailImpl mail = serve(TestDeliveries.openRun(entry, once));

            assertThat(decrypted(mail, MailetFixture.ALICES_KEY)).contains("canary");
            assertThat(questions).hasValue(1);
        }
    }

    @Test
    @SuppressWarnings("Immutable") // counts the questions
    void serviceShouldRefuseWhenTheCertificateIsUsableOnlyAMomentLater() throws MessagingException {
        AtomicInteger questions = new AtomicInteger();
        Route late = TestDeliveries.route(
                "late@example.org",
                at -> questions.getAndIncrement() == 0
                        ? new CertificateEvaluation.NoEncryptionSubkey("f0f0")
                        : MailetFixture.ALICES_KEY.evaluate(at));
        try (DeliveryLedger.Entry entry = fixture.open("late@example.org")) {
            serve(TestDeliveries.openRun(entry, late));

            assertThat(entry.reply()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
            assertThat(questions).hasValue(1);
        }
    }

    @Test
    void serviceShouldRefuseWhatThePolicyRefusesThoughItHasACertificate() throws MessagingException {
        Route alice = MailetFixture.ALICE;
        Route full = new Route(alice.account(), alice.mailbox(), false, true, alice.certificates(), Route.UNNAMED);
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            Run run = TestDeliveries.openRun(entry, full);
            serve(run);

            assertThat(run.sealed()).isEmpty();
            assertThat(entry.reply()).isEqualTo(Replies.OVER_QUOTA);
        }
    }

    @Test
    void serviceShouldDeferAndEndTheMailWhenSealingFails() throws MessagingException {
        SecureRandom broken = new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                throw new IllegalStateException("canary");
            }
        };
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            Run run = TestDeliveries.openRun(entry, MailetFixture.ALICE);
            MailImpl mail = MailetFixture.mail(run);
            MailetFixture.configured(fixture.encryptForRecipient(broken)).service(mail);

            assertThat(entry.reply()).isEqualTo(Replies.SEALING_FAILED);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            assertThat(run.sealed()).isEmpty();
        }
    }

    @Test
    void serviceShouldDeferWhenATraceFieldCannotBeWritten() throws MessagingException {
        Transaction ordinary = TestDeliveries.transaction();
        Transaction broken = new Transaction(
                ordinary.id(), ordinary.sender(), ordinary.message(), new SealingShare(), "from x\r\nX-Forged: y");
        try (DeliveryLedger.Entry entry = fixture.open(broken, "alice@example.org")) {
            Run run = TestDeliveries.openRun(entry, MailetFixture.ALICE);
            serve(run);

            assertThat(entry.reply()).isEqualTo(Replies.SEALING_FAILED);
            assertThat(run.sealed()).isEmpty();
        }
    }

    @Test
    void serviceShouldThrowWhenTheMailIsADelivery() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            MailImpl mail =
                    MailetFixture.mail(entry.delivery(), entry.delivery().transaction());

            assertThatThrownBy(() -> MailetFixture.configured(fixture.encryptForRecipient())
                            .service(mail))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("EncryptForRecipient");
        }
    }
}
