package org.sealmx.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.openpgp.ArmoredMessage;
import org.sealmx.openpgp.BodyEncryptor;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.openpgp.CipherSuite;
import org.sealmx.openpgp.EncryptedBody;
import org.sealmx.openpgp.EncryptionSubkey;
import org.sealmx.openpgp.ReceivedCiphertext;

/**
 * Seals messages: PGP/MIME (RFC 3156) with header protection (RFC 9788). The recipient decrypts the message that came in: the body octet
 * for octet and every field as it was. Outside stays an allow-list. What is encrypted to that recipient already is not encrypted again, unless
 * the options say so: its packets stand alone in a frame of ours, and nothing else of it is left but the fields of the allow-list. Whatever octets come in are sealed: strange MIME is no error. Immutable
 * and safe for use by several threads.
 */
public final class MessageSealer {

    private static final int BOUNDARY_OCTETS = 20;

    private final SecureRandom random;
    private final SealingOptions options;
    private final BodyEncryptor encryptor;

    /** A sealer with the options that are the default. */
    public MessageSealer(SecureRandom random) {
        this(random, SealingOptions.DEFAULT);
    }

    /** @param random for session keys, ephemeral keys, paddings and boundaries */
    public MessageSealer(SecureRandom random, SealingOptions options) {
        this.random = random;
        this.options = options;
        this.encryptor = new BodyEncryptor(random);
    }

    /** The same sealer with other options. */
    public MessageSealer with(SealingOptions other) {
        return new MessageSealer(random, other);
    }

    /**
     * Seals a message for one recipient; or keeps the ciphertext of one that is encrypted to that recipient already.
     *
     * @param original   as it was received
     * @param recipients the subkeys of that one recipient
     * @param trace      what stands first outside
     * @param share      of the transaction
     * @throws SealingException when encryption fails; nothing of the message may be stored then
     */
    public SealedMessage seal(
            MessageSource original, CertificateEvaluation.Usable recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        SplitMessage message = SplitMessage.of(original);
        OuterHeader outer = OuterHeader.of(message.fields(), options.outside());
        Optional<ReceivedCiphertext> received = receivedCiphertext(message, recipients);
        if (received.isPresent()) {
            return framed(
                    PgpMime.Mark.KEPT,
                    trace,
                    outer,
                    received.get().armored(),
                    received.get().certificateFingerprints());
        }
        List<EncryptionSubkey> subkeys = options.subkeys().of(recipients.recipients());
        CipherSuite suite = CipherSuite.forAll(subkeys);
        EncryptedBody body = share.body(original, suite, options.outside(), () -> encrypt(message, outer, suite));
        return framed(
                PgpMime.Mark.SEALED,
                trace,
                outer,
                new ArmoredMessage(wrap(body, subkeys), body),
                subkeys.stream()
                        .map(EncryptionSubkey::certificateFingerprint)
                        .distinct()
                        .toList());
    }

    private Optional<ReceivedCiphertext> receivedCiphertext(
            SplitMessage message, CertificateEvaluation.Usable recipients) {
        return options.alreadyEncrypted() == AlreadyEncrypted.SEAL
                ? Optional.empty()
                : EncryptedParts.find(message)
                        .flatMap(parts ->
                                ReceivedCiphertext.find(parts::open, parts.closing(), recipients.recipients()));
    }

    private SealedMessage framed(
            PgpMime.Mark mark,
            TraceFields trace,
            OuterHeader outer,
            ArmoredMessage armored,
            List<String> certificateFingerprints) {
        String boundary = boundary();
        return new SealedMessage(
                OctetText.octets(PgpMime.head(trace, mark, outer, boundary)),
                armored,
                OctetText.octets(PgpMime.tail(boundary)),
                certificateFingerprints);
    }

    private EncryptedBody encrypt(SplitMessage message, OuterHeader outer, CipherSuite suite) throws SealingException {
        try {
            return encryptor.encrypt(
                    ProtectedEntity.of(message, outer, boundary()).open(), suite);
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

    /** A boundary that no message contains. */
    private String boundary() {
        byte[] octets = new byte[BOUNDARY_OCTETS];
        random.nextBytes(octets);
        return "=_" + HexFormat.of().formatHex(octets);
    }
}
