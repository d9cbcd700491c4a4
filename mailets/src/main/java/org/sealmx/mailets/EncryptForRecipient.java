package org.sealmx.mailets;

import java.time.Clock;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.sealmx.delivery.DeliveryIdFactory;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.Transaction;
import org.sealmx.mime.MessageSealer;
import org.sealmx.mime.MessageSource;
import org.sealmx.mime.SealingException;
import org.sealmx.mime.SealingShare;
import org.sealmx.mime.TraceFields;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the message for the mailbox of the run: replaces it with a PGP/MIME message (RFC 3156), or with an S/MIME message (RFC 8551) when
 * the account has X.509 certificates only, that is encrypted to the account's own certificates, and records in the ledger what was
 * produced.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>accepts</th><th>default</th></tr>
 * <tr><td>{@code share}</td><td>{@code on}, {@code off}: whether recipients of one transaction that get equal bytes get the same encrypted
 * body, each with a session key packet of its own</td><td>{@code on}</td></tr>
 * </table>
 *
 * <p>Place in the chain: processor {@code recipient}, before any delivery, with {@code match="All"}; start-up refuses every other match.
 * Mailets in front of it see the message in clear.
 *
 * <p>On failure: the mail ends here. An account without a usable certificate is refused as the policy says, everything else is 451 4.7.5;
 * the clear message goes nowhere.
 *
 * <pre>{@code
 * <mailet match="All" class="org.sealmx.mailets.EncryptForRecipient">
 *   <share>on</share>
 * </mailet>
 * }</pre>
 */
public final class EncryptForRecipient extends AttemptMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(EncryptForRecipient.class);
    private static final String SHARE = "share";

    private final RecipientPolicy policy;
    private final MessageSealer sealer;
    private final DeliveryIdFactory deliveryIds;
    private final Clock clock;
    private boolean sharing = true;

    /** Called by James' injector. */
    @Inject
    public EncryptForRecipient(
            DeliveryLedger ledger,
            RecipientPolicy policy,
            MessageSealer sealer,
            DeliveryIdFactory deliveryIds,
            Clock clock) {
        super(ledger);
        this.policy = policy;
        this.sealer = sealer;
        this.deliveryIds = deliveryIds;
        this.clock = clock;
    }

    @Override
    Set<String> parameters() {
        return Set.of(SHARE);
    }

    @Override
    void configure() throws MessagingException {
        String value = parameter(SHARE).orElse("on");
        if (!value.equals("on") && !value.equals("off")) {
            throw badParameter(SHARE, value, "on or off");
        }
        sharing = value.equals("on");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        if (run.route().certificates().evaluate(clock.instant()) instanceof CertificateEvaluation.Usable usable) {
            seal(mail, run, usable);
        } else {
            run.refuse(policy.refusalOf(run.route())
                    .orElse(new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, Replies.CANNOT_RECEIVE_NOW)));
            end(mail);
        }
    }

    private void seal(Mail mail, Run run, CertificateEvaluation.Usable certificates) {
        Transaction transaction = run.transaction();
        try {
            MessageSource original =
                    AttemptMail.carries(mail, transaction.id()) ? transaction.message() : AttemptMail.bytesOf(mail);
            TraceFields trace = new TraceFields(
                    run.sender(),
                    run.route().mailbox(),
                    transaction.received(),
                    deliveryIds.idOf(transaction, run.route().mailbox()).hex());
            SealingShare share = sharing ? transaction.share() : SealingShare.off();
            MessageSource sealed = sealer.seal(original, certificates, trace, share);
            AttemptMail.replace(mail, run.id(), sealed);
            run.recordSealed(sealed);
        } catch (SealingException | MessagingException | RuntimeException e) {
            LOGGER.error("{}: the message could not be sealed: {}", mail.getName(), Fault.of(e));
            LOGGER.debug("{}", mail.getName(), e);
            run.defer(Replies.SEALING_FAILED);
            end(mail);
        }
    }
}
