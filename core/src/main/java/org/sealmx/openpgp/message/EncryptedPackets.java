package org.sealmx.openpgp.message;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.bcpg.SymmetricEncIntegrityPacket;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.PostQuantum;

/**
 * The packets of an encrypted message (RFC 9580 section 10.3): one or more Public-Key Encrypted Session Key packets,
 * one Symmetrically Encrypted and Integrity Protected Data packet that fits them, and no other packet. Data without
 * integrity protection, LibrePGP's packet with tag 20, passphrases, markers and padding are not accepted: such messages
 * are sealed.
 *
 * @param bodyVersion the version of the encrypted data packet, 1 or 2
 * @param certificates the fingerprints of the recipient's certificates to which the session key is encrypted, in
 *     lower-case hexadecimal, each once; at least one
 * @param postQuantum whether every packet with the session key, for whomever it is, withstands a quantum computer
 */
@Immutable
public record EncryptedPackets(int bodyVersion, List<String> certificates, boolean postQuantum) {

    /** Takes a copy. */
    public EncryptedPackets {
        certificates = List.copyOf(certificates);
    }

    private static final int MOST_SESSION_KEYS = 200;
    /** In octets: twice what RSA-16384 takes. */
    private static final int LARGEST_SESSION_KEY = 4096;
    /** RFC 9580 section 4.2.1.4. */
    private static final int SMALLEST_FIRST_PART = 512;
    /** Version, random prefix with its repetition, and the packet of the modification detection code. */
    private static final int SMALLEST_VERSION_1 = 1 + 18 + 22;
    /** Version, cipher, mode, chunk size, salt, and the last tag. */
    private static final int SMALLEST_VERSION_2 = 4 + 32 + 16;

    private static final Set<Integer> AES = Set.of(7, 8, 9);
    private static final Set<Integer> AEAD = Set.of(1, 2, 3);
    private static final int LARGEST_CHUNK_EXPONENT = 16;
    private static final int BUFFER = 16 * 1024;

    /**
     * Reads a stream of packets to its end, or up to the first error.
     *
     * @param in each octet is read once, and few are held in memory
     * @param ours the recipient's subkeys
     * @throws OpenPgpFormatException when the stream is not exactly one encrypted message, or is encrypted to others
     *     only. The data are not read in the latter case, since a message is examined for each of its recipients
     */
    public static EncryptedPackets read(InputStream in, Collection<EncryptionSubkey> ours) throws IOException {
        Set<String> certificates = new LinkedHashSet<>();
        Set<Integer> versions = new LinkedHashSet<>();
        boolean postQuantum = true;
        int sessionKeys = 0;
        PacketHeader header = PacketHeader.read(in);
        for (; header.tag() == PacketTags.PUBLIC_KEY_ENC_SESSION; header = PacketHeader.read(in)) {
            if (!header.length().isFixed()
                    || header.length().octets() > LARGEST_SESSION_KEY
                    || ++sessionKeys > MOST_SESSION_KEYS) {
                throw notEncrypted();
            }
            SessionKeyPacket packet = SessionKeyPacket.parse(new PacketBody(in, header.length()).readAllBytes());
            versions.add(packet.bodyVersion());
            postQuantum &= PostQuantum.protects(packet.algorithm);
            ours.stream()
                    .filter(packet::isFor)
                    .map(EncryptionSubkey::certificateFingerprint)
                    .forEach(certificates::add);
        }
        if (certificates.isEmpty()) {
            throw new OpenPgpFormatException("the message is encrypted to others only");
        }
        int bodyVersion = readData(in, header);
        if (!versions.equals(Set.of(bodyVersion)) || in.read() >= 0) {
            throw notEncrypted();
        }
        return new EncryptedPackets(bodyVersion, List.copyOf(certificates), postQuantum);
    }

    /** Reads the encrypted data and returns its version. */
    private static int readData(InputStream in, PacketHeader header) throws IOException {
        PacketHeader.Length length = header.length();
        boolean known = length.isFixed() || (length.partial() && length.octets() >= SMALLEST_FIRST_PART);
        if (header.tag() != PacketTags.SYM_ENC_INTEGRITY_PRO || !known) {
            throw notEncrypted();
        }
        InputStream body = new PacketBody(in, length);
        int version = body.read();
        long size = 1;
        if (version == SymmetricEncIntegrityPacket.VERSION_2) {
            size += 3;
            if (!AES.contains(body.read()) || !AEAD.contains(body.read()) || !isChunkExponent(body.read())) {
                throw notEncrypted();
            }
        }
        byte[] buffer = new byte[BUFFER];
        for (int got = body.read(buffer); got >= 0; got = body.read(buffer)) {
            size += got;
        }
        boolean whole = (version == SymmetricEncIntegrityPacket.VERSION_1 && size >= SMALLEST_VERSION_1)
                || (version == SymmetricEncIntegrityPacket.VERSION_2 && size >= SMALLEST_VERSION_2);
        if (!whole) {
            throw notEncrypted();
        }
        return version;
    }

    private static boolean isChunkExponent(int octet) {
        return octet >= 0 && octet <= LARGEST_CHUNK_EXPONENT;
    }

    private static OpenPgpFormatException notEncrypted() {
        return new OpenPgpFormatException("the packets are not exactly one encrypted message");
    }

    /**
     * The key to which a session key is encrypted (RFC 9580 section 5.1).
     *
     * @param version 3 or 6
     * @param keyVersion the version of the key; empty in version 3
     * @param recipient the key ID in version 3, otherwise the fingerprint; zeros or empty when the recipient is
     *     anonymous
     * @param algorithm the public-key algorithm of the key
     * @param hasMaterial whether there is a session key at all
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SessionKeyPacket(
            int version, OptionalInt keyVersion, byte[] recipient, int algorithm, boolean hasMaterial) {

        static SessionKeyPacket parse(byte[] body) throws IOException {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            int version = in.read();
            OptionalInt keyVersion = OptionalInt.empty();
            byte[] recipient;
            if (version == 3) {
                recipient = in.readNBytes(Long.BYTES);
            } else if (version == 6) {
                int length = in.read();
                keyVersion = length > 0 ? OptionalInt.of(in.read()) : keyVersion;
                recipient = in.readNBytes(Math.max(0, length - 1));
            } else {
                throw notEncrypted();
            }
            return new SessionKeyPacket(version, keyVersion, recipient, in.read(), in.available() > 0);
        }

        /** The version of the encrypted data that the packet may precede. */
        int bodyVersion() {
            return version == 3 ? SymmetricEncIntegrityPacket.VERSION_1 : SymmetricEncIntegrityPacket.VERSION_2;
        }

        boolean isFor(EncryptionSubkey subkey) {
            byte[] name = version == 3
                    ? ByteBuffer.allocate(Long.BYTES)
                            .putLong(subkey.publicKey().getKeyID())
                            .array()
                    : subkey.publicKey().getFingerprint();
            boolean sameVersion =
                    version == 3 || keyVersion.orElse(0) == subkey.publicKey().getVersion();
            return hasMaterial
                    && sameVersion
                    && algorithm == subkey.publicKey().getAlgorithm()
                    && Arrays.equals(recipient, name);
        }
    }
}
