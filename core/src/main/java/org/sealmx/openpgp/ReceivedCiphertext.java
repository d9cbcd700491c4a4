package org.sealmx.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * An armored message that came in encrypted to its recipient already. The packets decide, and nothing that is said about them; whether they
 * can be decrypted only the recipient can tell. Holds none of the octets. Immutable and safe for use by several threads.
 */
public final class ReceivedCiphertext {

    private final ArmoredMessage armored;
    private final List<String> certificateFingerprints;

    private ReceivedCiphertext(ArmoredMessage armored, List<String> certificateFingerprints) {
        this.armored = armored;
        this.certificateFingerprints = certificateFingerprints;
    }

    /**
     * Looks at a text. Total: whatever is not exactly a message encrypted to one of the subkeys is empty. The text is read once, with
     * bounded memory, and not further than up to the first thing that should not be there.
     *
     * @param text    opens the text again from its beginning each time, on the heap; it begins with the armor
     * @param closing the line that must follow the armor, and behind which nothing stands
     * @param ours    the recipient's subkeys
     */
    public static Optional<ReceivedCiphertext> find(
            Supplier<InputStream> text, String closing, Collection<EncryptionSubkey> ours) {
        ArmorReader reader = new ArmorReader(text.get(), closing);
        try {
            EncryptedPackets packets = EncryptedPackets.read(reader, ours);
            OptionalInt checksum = ArmoredMessage.checksum(packets.bodyVersion(), reader::checksum);
            return Optional.of(new ReceivedCiphertext(
                    new ArmoredMessage(() -> new ArmorReader(text.get(), closing), reader.length(), checksum),
                    packets.certificates()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The packets octet for octet in an armor of ours: nothing else of the text is in it. */
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
