package org.sealmx.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.directory.Route;
import org.sealmx.james.AttemptMail;
import org.sealmx.octets.MessageSource;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.smtp.EmailAddress;

/** What mailets need: a ledger, a policy with a scripted directory, and two accounts with keys. */
final class MailetFixture {

    static final Clock CLOCK = Clock.fixed(TestKeys.NOW, ZoneOffset.UTC);
    static final TestKey ALICES_KEY = TestKeys.curve25519();
    static final TestKey BOBS_KEY = TestKeys.curve25519("Bob <bob@example.org>");
    static final Route ALICE = TestDeliveries.route("alice@example.org", ALICES_KEY::evaluate);
    static final Route BOB = TestDeliveries.route("bob@example.org", BOBS_KEY::evaluate);

    final DeliveryLedger ledger = new DeliveryLedger();
    final ScriptedDirectory directory = new ScriptedDirectory();
    final DeliveryIdFactory deliveryIds = new DeliveryIdFactory("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));
    final RecipientPolicy policy = policy(PolicySettings.defaults());

    RecipientPolicy policy(PolicySettings settings) {
        return TestPolicies.of(directory, settings, CLOCK);
    }

    /** The delivery of a message to an address that is looked up in the directory. */
    DeliveryLedger.Entry open(Transaction transaction, String recipient) {
        EmailAddress address = EmailAddress.of(recipient);
        return ledger.open(transaction, address, policy.atData(transaction.sender(), address));
    }

    DeliveryLedger.Entry open(String recipient) {
        return open(TestDeliveries.transaction(), recipient);
    }

    EncryptForRecipient encryptForRecipient() {
        return encryptForRecipient(new SecureRandom());
    }

    EncryptForRecipient encryptForRecipient(SecureRandom random) {
        return new EncryptForRecipient(ledger, new MessageSealer(random), deliveryIds);
    }

    /** A mailet configured with names and values of parameters. */
    static <M extends Mailet> M configured(M mailet, String... parameters) throws MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder().mailetName(mailet.getClass().getSimpleName());
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        mailet.init(config.build());
        return mailet;
    }

    static MailImpl mail(Attempt attempt, Transaction transaction) throws MessagingException {
        return AttemptMail.of(attempt, attempt.recipient(), transaction.id(), transaction.message(), List.of());
    }

    static MailImpl mail(Run run) throws MessagingException {
        return mail(run, run.transaction());
    }

    /** The octets of a message as text, one character for each. */
    static String text(MessageSource message) {
        try (var in = message.open()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
