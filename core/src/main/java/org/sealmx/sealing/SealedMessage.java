package org.sealmx.sealing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.sealmx.octets.EncodedMessage;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.Sha256;
import org.sealmx.octets.Streams;

/**
 * A message sealed for one recipient. It is put together while it is read: header, wrapped session keys and frame are
 * its own, the encrypted body is shared with the other recipients and held in binary. Immutable.
 */
public final class SealedMessage implements MessageSource {

    private static final byte[] NOTHING = {};

    private final SealingFormat format;
    private final byte[] head;
    private final EncodedMessage encrypted;
    private final byte[] tail;
    private final List<String> certificateFingerprints;
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

    /** A message for mail programs: header and frame around what is encrypted. */
    static SealedMessage mime(
            byte[] head, EncodedMessage encrypted, byte[] tail, List<String> certificateFingerprints) {
        return new SealedMessage(SealingFormat.MIME, head, encrypted, tail, certificateFingerprints);
    }

    /** What leap_mx encrypted, with nothing around it. */
    static SealedMessage leap(EncodedMessage encrypted, List<String> certificateFingerprints) {
        return new SealedMessage(SealingFormat.LEAP, NOTHING, encrypted, NOTHING, certificateFingerprints);
    }

    /** Its form. */
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

    /** {@inheritDoc} Computed when it is first asked for. */
    @Override
    public byte[] sha256() {
        byte[] digest = sha256;
        if (digest.length == 0) {
            digest = Sha256.of(open());
            sha256 = digest;
        }
        return digest.clone();
    }

    /** The certificates the message is encrypted to, each once, in lower-case hexadecimal. */
    public List<String> certificateFingerprints() {
        return certificateFingerprints;
    }

    @Override
    public String toString() {
        return "SealedMessage[" + size() + " octets]";
    }
}
