package org.sealmx.server.lmtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.james.AttemptAttribute;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;

/**
 * Replaces James' processors: stores everything, unless a test says otherwise for a recipient. Records the mails that
 * it got.
 */
final class ScriptedProcessor implements MailProcessor {

    /** What happens to a delivery. */
    @FunctionalInterface
    interface Script {
        void run(DeliveryLedger.Entry entry) throws MessagingException;
    }

    private static final SealedMessage SEALED = TestSealing.sealed("canary");

    private final DeliveryLedger ledger;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    ScriptedProcessor(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    /** Determines what happens to mail for an address in James' form. */
    void on(String recipient, Script script) {
        scripts.put(recipient, script);
    }

    /** The recipients of the mails that it got, as mailets see them. */
    List<String> recipients() {
        return recipients;
    }

    /** The messages that it got, as mailets see them. */
    List<String> messages() {
        return messages;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** Does what a store does that accepts the sealed message. */
    static void store(DeliveryLedger.Entry entry) {
        Run run = TestDeliveries.openRun(entry, TestDeliveries.route("alice@example.org"));
        run.recordSealed(SEALED);
        run.confirm();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress recipient = mail.getRecipients().iterator().next();
        DeliveryLedger.Entry entry =
                AttemptAttribute.idIn(mail).flatMap(ledger::findEntry).orElseThrow();
        recipients.add(recipient.asString());
        messages.add(text(mail));
        deliveries.add(entry.delivery());
        scripts.getOrDefault(recipient.asString(), ScriptedProcessor::store).run(entry);
    }

    private static String text(Mail mail) throws MessagingException {
        try (InputStream in = ((MimeMessageWrapper) mail.getMessage()).getMessageInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
