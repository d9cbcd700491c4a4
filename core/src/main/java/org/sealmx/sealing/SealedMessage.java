package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.sealmx.octets.EncodedMessage;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.Sha256;
import org.sealmx.octets.Streams;

/**
 * A message sealed for one recipient. It is assembled while it is read: header, wrapped session keys and frame are its
 * own; the encrypted body is held in binary and shared with the other recipients.
 */
@Immutable
public final class SealedMessage implements MessageSource {

    private static final byte[] NOTHING = {};

    private final SealingFormat format;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] head;

    private final EncodedMessage encrypted;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] tail;

    private final List<String> certificateFingerprints;

    @SuppressWarnings("Immutable") // computed when first needed
    private volatile byte[] sha256 = {};

    private SealedMessage(
            SealingFormat format,
            byte[] head,
            EncodedMessage encrypted,
            byte[] tail,
            List<String> certificateFingerprints) {
        this.format = format;
        this.head = head.clone();
        this.encrypted = encrypted;
        this.tail = tail.clone();
        this.certificateFingerprints = List.copyOf(certificateFingerprints);
    }

    /** A message for mail programs: header and frame around the ciphertext. */
    static SealedMessage mime(
            byte[] head, EncodedMessage encrypted, byte[] tail, List<String> certificateFingerprints) {
        return new SealedMessage(SealingFormat.MIME, head, encrypted, tail, certificateFingerprints);
    }

    /** A message in the format of leap_mx: the ciphertext alone. */
    static SealedMessage leap(EncodedMessage encrypted, List<String> certificateFingerprints) {
        return new SealedMessage(SealingFormat.LEAP, NOTHING, encrypted, NOTHING, certificateFingerprints);
    }

    /** The format of the message. */
    public SealingFormat format() {
        return format;
    }

    @Override
    public InputStream open() {
        return Streams.joined(new ByteArrayInputStream(head), encrypted.open(), new ByteArrayInputStream(tail));
    }

    @Override
    public long size() {
        return head.length + encrypted.size() + tail.length;
    }

    /** {@inheritDoc} Computed on first use. */
    @Override
    public byte[] sha256() {
        byte[] digest = sha256;
        if (digest.length == 0) {
            digest = Sha256.of(open());
            sha256 = digest;
        }
        return digest.clone();
    }

    /** The fingerprints of the certificates to which the message is encrypted, each once, in lower-case hexadecimal. */
    public List<String> certificateFingerprints() {
        return certificateFingerprints;
    }

    @Override
    public String toString() {
        return "SealedMessage[" + size() + " octets]";
    }
}
