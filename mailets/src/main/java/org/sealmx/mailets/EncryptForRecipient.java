package org.sealmx.mailets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.james.AttemptMail;
import org.sealmx.james.Fault;
import org.sealmx.octets.MessageSource;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;
import org.sealmx.options.Choice;
import org.sealmx.options.Options;
import org.sealmx.policy.Decision;
import org.sealmx.sealing.AlreadyEncrypted;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.OuterFields;
import org.sealmx.sealing.OuterSubject;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingException;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.sealing.SealingOptions;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the message for the mailbox of the run: replaces it with a PGP/MIME message (RFC 3156) that is encrypted to the
 * account's own certificates, or with an S/MIME message (RFC 8551) when the account has only X.509 certificates, and
 * records the result in the ledger.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>accepts</th><th>default</th></tr>
 * <tr><td>{@code format}</td><td>{@code mime}: PGP/MIME or S/MIME, as above; {@code leap}: the format in which leap_mx encrypted mail for LEAP's clients, which is not a message but ASCII armor with JSON inside. It needs a delivery mailet of the same format. It has no subject, no outer fields, no ciphertext to keep and no S/MIME, so their parameters are refused beside it. It needs OpenPGP: an account with only X.509 certificates then has no usable certificate, which is noticed at RCPT</td><td>{@code mime}</td></tr>
 * <tr><td>{@code share}</td><td>{@code on}, {@code off}: whether recipients of one transaction that get equal bytes get the same encrypted
 * body, each with a session key packet of its own</td><td>{@code on}</td></tr>
 * <tr><td>{@code already-encrypted}</td><td>{@code keep}, {@code seal}: what happens to PGP/MIME whose packets show that it is already encrypted to one of the recipient's own subkeys, and whose body has nothing unencrypted beside them but short comments and file names. When kept, its packets get a frame of ours and are opened once; the comments, the file names and all fields of its header stay readable, whatever {@code subject} and {@code outer-fields} say. When sealed, it is opened twice and hides everything that other mail hides</td><td>{@code keep}</td></tr>
 * <tr><td>{@code encryption-subkeys}</td><td>{@code strongest}, {@code all}, {@code newest}: the usable encryption subkeys of each of the account's certificates to which the message is encrypted. {@code strongest}: those for ML-KEM (RFC 9980) if there are any, otherwise all. {@code newest}: the one made last. With either, a message that arrived encrypted is kept only if it is not weaker than that. {@code all}: every device opens the message, also one that knows no ML-KEM, and so does whoever breaks the weakest of the subkeys</td><td>{@code strongest}</td></tr>
 * <tr><td>{@code seipd-v2}</td><td>{@code advertised}, {@code v6-only}: which OpenPGP certificates get version 2 of the packet of encrypted data (RFC 9580): those that advertise it, or, among these, only certificates of version 6. Some programs (sq 1.4) make version 4 certificates that advertise it, but gpg and RNP, which Thunderbird uses, cannot read it</td><td>{@code advertised}</td></tr>
 * <tr><td>{@code smime-cipher}</td><td>{@code aes256-cbc}, {@code aes256-gcm}: how content is encrypted for an X.509 certificate that lists no
 * capabilities (RFC 4262): EnvelopedData, which every S/MIME program opens, or AuthEnvelopedData, which reveals tampering but which Thunderbird 153, gpgsm 2.2 and others do not open. A certificate that lists capabilities gets the best of them</td><td>{@code aes256-cbc}</td></tr>
 * <tr><td>{@code subject}</td><td>{@code inside}, {@code outside}: where the Subject can be read; outside, anyone who can read the store can read it</td><td>{@code inside}</td></tr>
 * <tr><td>{@code outer-fields}</td><td>names of the header fields that stay readable outside, separated by spaces; {@code -*} at the end of a name matches all that begin with it. From, Date and Message-ID must be among them; Subject, Bcc, Content-*, MIME-Version, DKIM-Signature, ARC-*, Autocrypt-Gossip and the fields that SealMX writes itself must not</td><td>{@code From To Cc Date Message-ID In-Reply-To References Reply-To List-*
 * Auto-Submitted Autocrypt Received}</td></tr>
 * </table>
 *
 * <p>Place in the chain: processor {@code recipient}, before any delivery, with {@code match="All"}; start-up refuses
 * every other match. Mailets before it see the message in the clear.
 *
 * <p>On failure: processing of the mail ends here, so the unencrypted message goes nowhere. A run that the policy has
 * refused, for example for an account without a usable certificate, is refused with the policy's reply; everything else
 * is 451 4.7.5. The certificates are those that the policy has found usable for this run; this mailet does not evaluate
 * them again.
 *
 * <pre>{@code
 * <mailet match="All" class="org.sealmx.mailets.EncryptForRecipient">
 *   <format>mime</format>
 *   <share>on</share>
 *   <already-encrypted>keep</already-encrypted>
 *   <encryption-subkeys>strongest</encryption-subkeys>
 *   <seipd-v2>advertised</seipd-v2>
 *   <smime-cipher>aes256-cbc</smime-cipher>
 *   <subject>inside</subject>
 *   <outer-fields>From To Cc Date Message-ID In-Reply-To References List-*</outer-fields>
 * </mailet>
 * }</pre>
 */
public final class EncryptForRecipient extends AttemptMailet implements Sealing {

    private static final Logger LOGGER = LoggerFactory.getLogger(EncryptForRecipient.class);
    private static final String FORMAT = "format";
    private static final Choice<SealingFormat> FORMATS =
            new Choice<>("mime", SealingFormat.MIME, "leap", SealingFormat.LEAP);
    private static final String SHARE = "share";
    private static final String ALREADY_ENCRYPTED = "already-encrypted";
    private static final String ENCRYPTION_SUBKEYS = "encryption-subkeys";
    private static final Choice<EncryptionSubkeys> SUBKEYS = new Choice<>(
                    "strongest", EncryptionSubkeys.STRONGEST, "all", EncryptionSubkeys.ALL)
            .or("newest", EncryptionSubkeys.NEWEST);
    private static final String SEIPD_V2 = "seipd-v2";
    private static final String SMIME_CIPHER = "smime-cipher";
    private static final String SUBJECT = "subject";
    private static final String OUTER_FIELDS = "outer-fields";

    private final DeliveryIdFactory deliveryIds;
    private MessageSealer sealer;
    private SealingFormat format = SealingFormat.MIME;
    private boolean sharing = true;

    /** Called by James' injector. */
    @Inject
    public EncryptForRecipient(DeliveryLedger ledger, MessageSealer sealer, DeliveryIdFactory deliveryIds) {
        super(ledger);
        this.sealer = sealer;
        this.deliveryIds = deliveryIds;
    }

    @Override
    protected Set<String> parameters() {
        return Set.of(
                FORMAT, SHARE, ALREADY_ENCRYPTED, ENCRYPTION_SUBKEYS, SEIPD_V2, SMIME_CIPHER, SUBJECT, OUTER_FIELDS);
    }

    @Override
    protected void configure() throws MessagingException {
        Options<MessagingException> parameters = options();
        format = parameters.choice(FORMAT, FORMATS);
        if (format == SealingFormat.LEAP) {
            refuseWhatNeedsAFrame();
        }
        sharing = parameters.choice(SHARE, new Choice<>("on", true, "off", false));
        OuterSubject subject =
                parameters.choice(SUBJECT, new Choice<>("inside", OuterSubject.OBSCURED, "outside", OuterSubject.KEPT));
        sealer = sealer.with(new SealingOptions(
                format,
                outerFields().with(subject),
                subkeys(parameters),
                parameters.choice(
                        ALREADY_ENCRYPTED, new Choice<>("keep", AlreadyEncrypted.KEEP, "seal", AlreadyEncrypted.SEAL)),
                parameters.choice(SEIPD_V2, new Choice<>("advertised", SeipdV2.ADVERTISED, "v6-only", SeipdV2.V6_ONLY)),
                parameters.choice(
                        SMIME_CIPHER,
                        new Choice<>("aes256-cbc", ContentCipher.AES256_CBC, "aes256-gcm", ContentCipher.AES256_GCM))));
    }

    private static EncryptionSubkeys subkeys(Options<MessagingException> parameters) throws MessagingException {
        EncryptionSubkeys subkeys = parameters.choice(ENCRYPTION_SUBKEYS, SUBKEYS);
        switch (subkeys) {
            case STRONGEST -> {}
            case ALL ->
                LOGGER.info("encryption-subkeys is 'all': mail is also encrypted to the classical subkeys of"
                        + " certificates that have post-quantum ones, so these do not protect it from quantum"
                        + " computers");
            case NEWEST ->
                LOGGER.info("encryption-subkeys is 'newest': where the newest subkey of a certificate is a classical"
                        + " one, its post-quantum ones do not protect mail from quantum computers");
        }
        return subkeys;
    }

    @Override
    public SealingFormat formatWith(MailetConfig config) {
        return new MailetParameters(config).choice(FORMAT, FORMATS);
    }

    @Override
    public MessageSealer sealer() {
        return sealer;
    }

    private void refuseWhatNeedsAFrame() throws MessagingException {
        for (String name : List.of(ALREADY_ENCRYPTED, SMIME_CIPHER, SUBJECT, OUTER_FIELDS)) {
            if (options().text(name).isPresent()) {
                throw options().wrong(name, "has no meaning with format leap, which has no readable header; remove it");
            }
        }
    }

    private OuterFields outerFields() throws MessagingException {
        Optional<String> list = options().text(OUTER_FIELDS);
        try {
            return list.map(OuterFields::parse).orElse(OuterFields.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw options().bad(OUTER_FIELDS, list.orElse(""), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        if (run.decision() instanceof Decision.Sealable sealable) {
            seal(mail, run, sealable.certificates());
        } else {
            run.refusal().ifPresent(run::refuse);
            end(mail);
        }
    }

    private void seal(Mail mail, Run run, CertificateEvaluation.Usable certificates) {
        Transaction transaction = run.transaction();
        boolean forwarded = run.route().remote();
        try {
            MessageSource original =
                    AttemptMail.carries(mail, transaction.id()) ? transaction.message() : AttemptMail.bytesOf(mail);
            TraceFields trace = new TraceFields(
                    run.sender(),
                    forwarded ? run.recipient() : run.route().mailbox(),
                    transaction.received(),
                    deliveryIds.idOf(run).hex(),
                    forwarded);
            SealingShare share = sharing ? transaction.share() : run.share();
            SealedMessage sealed = sealer.seal(original, certificates, trace, share);
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
