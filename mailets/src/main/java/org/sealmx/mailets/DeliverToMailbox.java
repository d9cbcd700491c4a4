package org.sealmx.mailets;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the sealed message in the INBOX of the James mailbox that has the name of the run's mailbox, and confirms the delivery when the
 * store has acknowledged it. What is stored is what {@code EncryptForRecipient} has produced for this very run; a mail that carries
 * anything else, or leap_mx' format, which no mail program reads, is not stored.
 *
 * <p>Parameters: none.
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed or was changed after sealing, 451 4.3.0 when the store fails, the policy's
 * reply for a mailbox over its quota. A message that is in the mailbox already, from an attempt whose reply was lost, is confirmed and
 * not stored again.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToMailbox"/>
 * }</pre>
 */
public final class DeliverToMailbox extends AttemptMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverToMailbox.class);

    private final JamesMailboxStore store;

    /** Called by James' injector. */
    @Inject
    public DeliverToMailbox(DeliveryLedger ledger, JamesMailboxStore store) {
        super(ledger);
        this.store = store;
    }

    @Override
    Set<String> parameters() {
        return Set.of();
    }

    @Override
    void configure() {
        // there is nothing to read
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        Optional<SealedMessage> sealed = SealedContent.of(mail, run, SealingFormat.MIME);
        if (sealed.isPresent()) {
            store.deliver(run, sealed.get());
        } else {
            SealedContent.logMissing(mail, LOGGER);
            run.defer(Replies.NOT_CONFIRMED);
        }
        end(mail);
    }
}
