package org.sealmx.sealing;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.mime.Boundary;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.CiphertextBuilder;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.OctetText;
import org.sealmx.openpgp.encryption.ArmoredMessage;
import org.sealmx.openpgp.encryption.ReceivedCiphertext;

/**
 * Seals messages: PGP/MIME (RFC 3156) or S/MIME (RFC 8551), by the kind of the certificates, with header protection
 * (RFC 9788). The recipient decrypts the message that came in: the body octet for octet (with a preamble before it,
 * when the message has an OpenPGP signature) and every field as it was. Outside stays an allow-list. PGP/MIME that is
 * encrypted to that recipient already is not encrypted again, unless the options say so: its packets are kept in a
 * frame of ours, under the header that it came with. Whatever octets come in are sealed: strange MIME is no error.
 *
 * <p>In leap_mx' format ({@link SealingFormat#LEAP}) nothing stays outside, and everything is encrypted, ciphertext
 * too: the message stands as a string in JSON, octet for octet as far as JSON has a form for it.
 *
 * <p>As many messages are sealed at once as there are processors, and the others wait: more would not be faster, and
 * taking a header apart costs a multiple of its length in memory. A sealer and those made from it with other options
 * count as one.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class MessageSealer {

    /**
     * The header as octets, as fields, as what stays outside in lines and as a whole, as what the encrypted part
     * records of that, and what is made on the way from one to the next: measured with one long field
     * (docs/bench/memory.md).
     */
    private static final int FORMS_OF_A_HEADER = 7;

    private final SecureRandom random;
    private final Semaphore turns;
    private final SealingOptions options;
    private final OpenPgpEncryption openPgp;
    private final SmimeSealer smime;

    /** A sealer with the options that are the default. */
    public MessageSealer(SecureRandom random) {
        this(random, SealingOptions.DEFAULT);
    }

    /** @param random for session keys, ephemeral keys, paddings and boundaries */
    public MessageSealer(SecureRandom random, SealingOptions options) {
        this(random, options, new Semaphore(Runtime.getRuntime().availableProcessors(), true));
    }

    /** @param turns a permit for each message that is sealed at once */
    MessageSealer(SecureRandom random, SealingOptions options, Semaphore turns) {
        this.random = random;
        this.turns = turns;
        this.options = options;
        this.openPgp = new OpenPgpEncryption(random, options.subkeys(), options.seipdV2());
        this.smime = new SmimeSealer(random, options.outside(), options.smimeCipher());
    }

    /** The same sealer with other options. */
    public MessageSealer with(SealingOptions other) {
        return new MessageSealer(random, other, turns);
    }

    /**
     * The heap, in octets, that sealing and storing a message takes at most beside the message itself: never more than
     * the size of the message and 3.5 MiB, and never more than 19.5 MiB.
     *
     * @param size of the message in octets
     */
    public static long heapFor(long size) {
        return Math.min(size, CiphertextBuilder.LARGEST_ON_HEAP)
                + FORMS_OF_A_HEADER * Math.min(size, SplitMessage.MAX_HEADER);
    }

    /**
     * Seals a message for one recipient; or keeps the ciphertext of one that is encrypted to that recipient already.
     *
     * @param original as it was received
     * @param recipients the certificates of that one recipient, whose kind decides the format
     * @param trace what stands first outside
     * @param share of the transaction
     * @throws SealingException when encryption fails, or the format does not take certificates of this kind; nothing of
     *     the message may be stored then
     */
    public SealedMessage seal(
            MessageSource original, CertificateEvaluation.Usable recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        Optional<String> problem = options.format().problemWith(recipients);
        if (problem.isPresent()) {
            throw new SealingException(problem.get());
        }
        turns.acquireUninterruptibly();
        try {
            return sealNow(original, recipients, trace, share);
        } finally {
            turns.release();
        }
    }

    private SealedMessage sealNow(
            MessageSource original, CertificateEvaluation.Usable recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        if (recipients instanceof UsableOpenPgp certificates) {
            return options.format() == SealingFormat.LEAP
                    ? asLeap(original, certificates, share)
                    : asPgpMime(original, certificates, trace, share);
        }
        if (recipients instanceof UsableSmime x509) {
            return smime.seal(original, x509, trace, share);
        }
        throw new IllegalArgumentException("there is no format for this kind of certificate");
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
            return kept.get();
        }
        OuterHeader outer = OuterHeader.of(message.fields(), options.outside());
        OpenPgpEncryption.Encrypted encrypted =
                openPgp.encrypt(original, recipients, share, options.outside(), () -> ProtectedEntity.of(
                                message, outer, Boundary.next(random))
                        .open());
        String boundary = Boundary.next(random);
        return framed(
                SealedHeader.text(trace, SealedHeader.Mark.SEALED, outer)
                        + PgpMime.head(boundary, PgpMime.VERSION_PART, PgpMime.DATA_PART),
                encrypted.armored(),
                boundary,
                encrypted.certificateFingerprints());
    }

    /** What is made of a message that is encrypted to the recipient already; empty when it is to be sealed. */
    private Optional<SealedMessage> kept(SplitMessage message, UsableOpenPgp recipients, TraceFields trace) {
        if (options.alreadyEncrypted() == AlreadyEncrypted.SEAL) {
            return Optional.empty();
        }
        String boundary = Boundary.next(random);
        return EncryptedParts.find(message).flatMap(parts -> OuterHeader.ofKept(
                        message.fields(), OctetText.utf8(trace.returnPath().toString()))
                .flatMap(outer -> ReceivedCiphertext.find(parts::open, parts.isBinary(), recipients.recipients())
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
