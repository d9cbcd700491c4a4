package org.sealmx.sealing;

import com.google.errorprone.annotations.ThreadSafe;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.SealKind;
import org.sealmx.measure.Stage;
import org.sealmx.mime.Boundary;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.CiphertextBuilder;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.OctetText;
import org.sealmx.openpgp.encryption.ArmoredMessage;
import org.sealmx.openpgp.encryption.ReceivedCiphertext;
import org.sealmx.openpgp.encryption.SharedLines;

/**
 * Seals messages as PGP/MIME (RFC 3156) or S/MIME (RFC 8551), depending on the kind of the certificates, with header
 * protection (RFC 9788). The recipient decrypts the message that was received: the body octet for octet (after a
 * preamble if the message has an OpenPGP signature) and every field unchanged. Only the fields on an allow-list stay
 * outside. Unless the options say otherwise, PGP/MIME that is already encrypted to the recipient is not encrypted
 * again: its packets are kept in a new frame, below the header with which they arrived. Any octets can be sealed;
 * malformed MIME is not an error.
 *
 * <p>In the format of leap_mx ({@link SealingFormat#LEAP}) nothing stays outside, and everything is encrypted,
 * including messages that are already encrypted. The message becomes a string in a JSON object, from which a client can
 * restore every octet.
 *
 * <p>At most as many messages are sealed at once as there are processors; the others wait. More would not be faster,
 * and splitting a header takes a multiple of its length in memory. A sealer shares this limit with the sealers that
 * {@link #with} derives from it.
 */
@ThreadSafe
public final class MessageSealer {

    /**
     * How many times the header is in memory: as octets, as fields, as the outer header in lines and as a whole, as its
     * record in the encrypted part, and in intermediate forms. Measured with one long field (docs/bench/memory.md).
     */
    private static final int FORMS_OF_A_HEADER = 7;

    private final SecureRandom random;
    private final Semaphore turns;
    private final SealingOptions options;
    private final OpenPgpEncryption openPgp;
    private final SmimeSealer smime;
    private final Measurements measurements;

    /** A sealer with the default options. */
    public MessageSealer(SecureRandom random) {
        this(random, SealingOptions.DEFAULT);
    }

    /** A sealer with the default options that says what it seals. */
    public MessageSealer(SecureRandom random, Measurements measurements) {
        this(random, SealingOptions.DEFAULT, turns(), measurements);
    }

    /** @param random for session keys, ephemeral keys, padding and boundaries */
    public MessageSealer(SecureRandom random, SealingOptions options) {
        this(random, options, turns());
    }

    /** @param turns one permit for each message that may be sealed at the same time */
    MessageSealer(SecureRandom random, SealingOptions options, Semaphore turns) {
        this(random, options, turns, Measurements.none());
    }

    private MessageSealer(SecureRandom random, SealingOptions options, Semaphore turns, Measurements measurements) {
        this.measurements = measurements;
        this.random = random;
        this.turns = turns;
        this.options = options;
        this.openPgp = new OpenPgpEncryption(random, options.subkeys(), options.seipdV2());
        this.smime = new SmimeSealer(random, options.outside(), options.smimeCipher());
    }

    /** A sealer with other options that shares the limit of this one. */
    public MessageSealer with(SealingOptions other) {
        return new MessageSealer(random, other, turns, measurements);
    }

    private static Semaphore turns() {
        return new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    }

    /**
     * The maximum heap, in octets, that sealing and storing a message takes in addition to the message itself, for all
     * of its recipients: at most the size of the message plus 5.5 MiB, and at most 19.5 MiB.
     *
     * @param size the size of the message in octets
     */
    public static long heapFor(long size) {
        return Math.min(size, CiphertextBuilder.LARGEST_ON_HEAP)
                + SharedLines.heapFor(size)
                + FORMS_OF_A_HEADER * Math.min(size, SplitMessage.MAX_HEADER);
    }

    /**
     * Seals a message for one recipient, or keeps the ciphertext of one that is already encrypted to that recipient.
     *
     * @param original the message as received
     * @param recipients the certificates of the recipient, whose kind determines the format
     * @param trace the fields that come first in the outer header
     * @param share the share of the transaction
     * @throws SealingException when encryption fails, or the format does not support certificates of this kind; nothing
     *     of the message may be stored then
     */
    public SealedMessage seal(
            MessageSource original, CertificateEvaluation.Usable recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        Optional<String> problem = options.format().problemWith(recipients);
        if (problem.isPresent()) {
            throw new SealingException(problem.get());
        }
        Measurements.Timing timing = measurements.begin(Stage.SEAL);
        turns.acquireUninterruptibly();
        try {
            return sealNow(original, recipients, trace, share);
        } finally {
            turns.release();
            timing.close();
        }
    }

    private SealedMessage sealNow(
            MessageSource original, CertificateEvaluation.Usable recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        if (recipients instanceof UsableOpenPgp certificates) {
            return options.format() == SealingFormat.LEAP
                    ? counted(SealKind.LEAP, original, asLeap(original, certificates, share))
                    : asPgpMime(original, certificates, trace, share);
        }
        if (recipients instanceof UsableSmime x509) {
            return counted(SealKind.SMIME, original, smime.seal(original, x509, trace, share));
        }
        throw new IllegalArgumentException("there is no format for this kind of certificate");
    }

    private SealedMessage counted(SealKind kind, MessageSource original, SealedMessage sealed) {
        measurements.sealed(kind, original.size());
        return sealed;
    }

    private SealedMessage asLeap(MessageSource original, UsableOpenPgp recipients, SealingShare share)
            throws SealingException {
        OpenPgpEncryption.Encrypted encrypted =
                openPgp.encrypt(original, recipients, share, SealingFormat.LEAP, () -> LeapJson.open(original));
        return SealedMessage.leap(encrypted.armored(), encrypted.certificateFingerprints());
    }

    private SealedMessage asPgpMime(
            MessageSource original, UsableOpenPgp recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        SplitMessage message = SplitMessage.of(original);
        Optional<SealedMessage> kept = kept(message, recipients, trace);
        if (kept.isPresent()) {
            return counted(SealKind.KEPT, original, kept.get());
        }
        OuterFields outside = trace.outside(options.outside());
        OuterHeader outer = OuterHeader.of(message.fields(), outside);
        OpenPgpEncryption.Encrypted encrypted = openPgp.encrypt(
                original, recipients, share, outside, () -> ProtectedEntity.of(message, outer, Boundary.next(random))
                        .open());
        String boundary = Boundary.next(random);
        SealedMessage sealed = framed(
                SealedHeader.text(trace, SealedHeader.Mark.SEALED, outer)
                        + PgpMime.head(boundary, PgpMime.VERSION_PART, PgpMime.DATA_PART),
                encrypted.armored(),
                boundary,
                encrypted.certificateFingerprints());
        return counted(SealKind.PGP_MIME, original, sealed);
    }

    /** The sealed message when the original is already encrypted to the recipient; empty when it must be sealed. */
    private Optional<SealedMessage> kept(SplitMessage message, UsableOpenPgp recipients, TraceFields trace) {
        if (options.alreadyEncrypted() == AlreadyEncrypted.SEAL) {
            return Optional.empty();
        }
        String boundary = Boundary.next(random);
        return EncryptedParts.find(message).flatMap(parts -> OuterHeader.ofKept(
                        message.fields(), OctetText.utf8(trace.returnPath().toString()))
                .flatMap(outer -> ReceivedCiphertext.find(parts::open, parts.isBinary(), recipients.recipients())
                        .filter(ciphertext -> !options.subkeys().isWeaker(ciphertext, recipients.recipients()))
                        .map(ciphertext -> framed(
                                SealedHeader.text(trace, SealedHeader.Mark.KEPT, outer) + parts.head(boundary),
                                ciphertext.armored(),
                                boundary,
                                ciphertext.certificateFingerprints()))));
    }

    private static SealedMessage framed(
            String head, ArmoredMessage armored, String boundary, List<String> certificateFingerprints) {
        return SealedMessage.mime(
                OctetText.octets(head), armored, OctetText.octets(PgpMime.tail(boundary)), certificateFingerprints);
    }
}
