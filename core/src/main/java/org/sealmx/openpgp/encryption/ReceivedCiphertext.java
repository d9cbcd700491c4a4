package org.sealmx.openpgp.encryption;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.openpgp.message.ArmorReader;
import org.sealmx.openpgp.message.BinaryReader;
import org.sealmx.openpgp.message.DecodedPackets;
import org.sealmx.openpgp.message.EncryptedPackets;

/**
 * An OpenPGP message that arrived encrypted to its recipient. Only its packets are evaluated, not what the message
 * declares about them; only the recipient can tell whether they can be decrypted. Holds none of the octets.
 */
@Immutable
public final class ReceivedCiphertext {

    /** The first bit of every packet (RFC 9580 section 4.2); no text begins with it. */
    private static final int PACKET = 0x80;

    private final ArmoredMessage armored;
    private final List<String> certificateFingerprints;
    private final boolean postQuantum;

    private ReceivedCiphertext(ArmoredMessage armored, EncryptedPackets packets) {
        this.armored = armored;
        this.certificateFingerprints = List.copyOf(packets.certificates());
        this.postQuantum = packets.postQuantum();
    }

    /**
     * Examines the content of a part. The content is read once, with bounded memory, and only up to the first error.
     * Throws nothing.
     *
     * @param content opens a new stream over the content on the heap each time; the content must be an armor with
     *     nothing around it
     * @param binary whether it may also be packets without armor
     * @param ours the recipient's subkeys
     * @return empty unless the content is exactly one message encrypted to one of the subkeys
     */
    public static Optional<ReceivedCiphertext> find(
            Supplier<InputStream> content, boolean binary, Collection<EncryptionSubkey> ours) {
        try {
            boolean packets = binary && content.get().read() >= PACKET;
            Supplier<DecodedPackets> decoded =
                    () -> packets ? new BinaryReader(content.get()) : new ArmorReader(content.get());
            DecodedPackets reader = decoded.get();
            EncryptedPackets found = EncryptedPackets.read(reader, ours);
            OptionalInt checksum = ArmoredMessage.checksum(found.bodyVersion(), reader::checksum);
            return Optional.of(new ReceivedCiphertext(
                    new ArmoredMessage(reader.headers(), decoded::get, reader.length(), checksum), found));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The packets octet for octet in a new armor, with the headers of the armor in which they arrived. */
    public ArmoredMessage armored() {
        return armored;
    }

    /**
     * The fingerprints of the recipient's certificates that can open the message, each once, in lower-case hexadecimal;
     * at least one.
     */
    public List<String> certificateFingerprints() {
        return certificateFingerprints;
    }

    /** Whether it stays secret from a quantum computer, whichever of its recipients is attacked. */
    public boolean isPostQuantum() {
        return postQuantum;
    }

    @Override
    public String toString() {
        return "ReceivedCiphertext[" + armored + "]";
    }
}
