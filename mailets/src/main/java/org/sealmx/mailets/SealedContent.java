package org.sealmx.mailets;

import java.security.MessageDigest;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Run;
import org.sealmx.james.AttemptMail;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;

/** What a final delivery may store. */
final class SealedContent {

    private SealedContent() {}

    /**
     * The sealed message of a run, taken from the ledger and not from the mail.
     *
     * @param wanted the format in which it must be sealed
     * @return empty when nothing was sealed for the run, when it was sealed in another format, or when the mail no
     *     longer carries it
     */
    static Optional<SealedMessage> of(Mail mail, Run run, SealingFormat wanted) throws MessagingException {
        Optional<SealedMessage> sealed = run.sealed().filter(message -> message.format() == wanted);
        if (sealed.isEmpty() || AttemptMail.carries(mail, run.id())) {
            return sealed;
        }
        byte[] carried = AttemptMail.bytesOf(mail).sha256();
        return sealed.filter(message -> MessageDigest.isEqual(message.sha256(), carried));
    }
}
