package org.sealmx.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.openpgp.ArmoredMessage;
import org.sealmx.openpgp.BodyEncryptor;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.openpgp.CipherSuite;
import org.sealmx.openpgp.EncryptedBody;
import org.sealmx.openpgp.EncryptionSubkey;
import org.sealmx.openpgp.UsableOpenPgp;
import org.sealmx.smime.UsableSmime;

/**
 * Seals messages: PGP/MIME (RFC 3156) or S/MIME (RFC 8551), by the kind of the certificates, with header protection (RFC 9788). The recipient decrypts the message that came in: the body octet
 * for octet and every field as it was. Outside stays an allow-list. Whatever octets come in are sealed: strange MIME is no error. Immutable
 * and safe for use by several threads.
 */
public final class MessageSealer {

    private final SecureRandom random;
    private final OuterSubject subject;
    private final BodyEncryptor encryptor;
    private final SmimeSealer smime;

    /** A sealer that obscures the Subject outside. */
    public MessageSealer(SecureRandom random) {
        this(random, OuterSubject.OBSCURED);
    }

    /**
     * @param random  for session keys, ephemeral keys, paddings and boundaries
     * @param subject what stands in the Subject field outside
     */
    public MessageSealer(SecureRandom random, OuterSubject subject) {
        this.random = random;
        this.subject = subject;
        this.encryptor = new BodyEncryptor(random);
        this.smime = new SmimeSealer(random, subject);
    }

    /**
     * Seals a message for one recipient.
     *
     * @param original   as it was received
     * @param recipients the certificates of that one recipient, whose kind decides the format
     * @param trace      what stands first outside
     * @param share      of the transaction
     * @throws SealingException when encryption fails; nothing of the message may be stored then
     */
    public SealedMessage seal(
            MessageSource original, CertificateEvaluation.Usable recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        if (recipients instanceof UsableOpenPgp openPgp) {
            return seal(original, openPgp, trace, share);
        }
        if (recipients instanceof UsableSmime x509) {
            return smime.seal(original, x509, trace, share);
        }
        throw new IllegalArgumentException("there is no format for this kind of certificate");
    }

    private SealedMessage seal(MessageSource original, UsableOpenPgp recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        List<EncryptionSubkey> subkeys = recipients.recipients();
        CipherSuite suite = CipherSuite.forAll(subkeys);
        SplitMessage message = SplitMessage.of(original);
        OuterHeader outer = OuterHeader.of(message.fields(), subject);
        EncryptedBody body =
                share.body(original, EncryptedBody.class, suite, subject, () -> encrypt(message, outer, suite));
        String boundary = Boundary.next(random);
        return new SealedMessage(
                OctetText.octets(SealedHeader.text(trace, outer) + PgpMime.head(boundary)),
                new ArmoredMessage(wrap(body, subkeys), body),
                OctetText.octets(PgpMime.tail(boundary)),
                recipients.certificateFingerprints());
    }

    private EncryptedBody encrypt(SplitMessage message, OuterHeader outer, CipherSuite suite) throws SealingException {
        try {
            return encryptor.encrypt(
                    ProtectedEntity.of(message, outer, Boundary.next(random)).open(), suite);
        } catch (PGPException | IOException e) {
            throw new SealingException("the body could not be encrypted", e);
        }
    }

    private byte[] wrap(EncryptedBody body, List<EncryptionSubkey> subkeys) throws SealingException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (EncryptionSubkey subkey : subkeys) {
            try {
                packets.writeBytes(body.wrapFor(subkey, random));
            } catch (PGPException e) {
                throw new SealingException("the session key could not be encrypted to " + subkey.fingerprint(), e);
            }
        }
        return packets.toByteArray();
    }
}
