package org.sealmx.openpgp.encryption;

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
 * An OpenPGP message that came in encrypted to its recipient already. The packets decide, and nothing that is said
 * about them; whether they can be decrypted only the recipient can tell. Holds none of the octets. Immutable and safe
 * for use by several threads.
 */
public final class ReceivedCiphertext {

    /** The first bit of every packet (RFC 9580 section 4.2); no text begins with it. */
    private static final int PACKET = 0x80;

    private final ArmoredMessage armored;
    private final List<String> certificateFingerprints;

    private ReceivedCiphertext(ArmoredMessage armored, List<String> certificateFingerprints) {
        this.armored = armored;
        this.certificateFingerprints = certificateFingerprints;
    }

    /**
     * Looks at the content of a part. Total: whatever is not exactly a message encrypted to one of the subkeys is
     * empty. The content is read once, with bounded memory, and not further than up to the first thing that should not
     * be there.
     *
     * @param content opens the content again from its beginning each time, on the heap; an armor with nothing around it
     * @param binary whether it may be packets without armor, too
     * @param ours the recipient's subkeys
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
                    new ArmoredMessage(reader.headers(), decoded::get, reader.length(), checksum),
                    found.certificates()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The packets octet for octet in an armor of ours, with the headers of the armor that they came in. */
    public ArmoredMessage armored() {
        return armored;
    }

    /** The recipient's certificates that open it, each once, in lower-case hexadecimal; at least one. */
    public List<String> certificateFingerprints() {
        return certificateFingerprints;
    }

    @Override
    public String toString() {
        return "ReceivedCiphertext[" + armored + "]";
    }
}
