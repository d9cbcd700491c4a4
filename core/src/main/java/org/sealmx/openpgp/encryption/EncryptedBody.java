package org.sealmx.openpgp.encryption;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.bcpg.ContainedPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.RsaModulus;
import org.sealmx.octets.Ciphertext;
import org.sealmx.octets.SharedBody;
import org.sealmx.openpgp.message.Crc24;

/**
 * One encrypted data packet and its session key, which can be wrapped for any number of recipients and is not otherwise
 * accessible.
 */
@ThreadSafe
public final class EncryptedBody implements SharedBody {

    private final CipherSuite suite;
    private final Ciphertext packet;

    @SuppressWarnings("ThreadSafe") // never changed
    private final byte[] sessionKey;

    private final int checksumContribution;
    private final SharedLines lines;

    EncryptedBody(CipherSuite suite, Ciphertext packet, byte[] sessionKey) {
        this.suite = suite;
        this.packet = packet;
        this.sessionKey = sessionKey.clone();
        this.lines = new SharedLines(packet);
        this.checksumContribution = suite.packetVersion() == 1 ? Crc24.contribution(packet.open()) : 0;
    }

    /** Packet version and cipher. */
    public CipherSuite suite() {
        return suite;
    }

    /** The Symmetrically Encrypted and Integrity Protected Data packet (RFC 9580 section 5.13), with its header. */
    public Ciphertext packet() {
        return packet;
    }

    /** What the armors of messages with this packet have in common. */
    SharedLines lines() {
        return lines;
    }

    /** The armor checksum of some octets followed by the packet; for a version 1 body only. */
    int checksumAfter(byte[] octets) {
        return Crc24.joined(Crc24.of(octets), checksumContribution, packet.size());
    }

    /**
     * Encrypts the session key to one subkey.
     *
     * @param random for padding and ephemeral keys
     * @return a Public-Key Encrypted Session Key packet with its header: version 3 for a version 1 body, and version 6
     *     for a version 2 body (RFC 9580 section 5.1)
     * @throws PGPException when the key cannot be used; the exception's message reveals no content
     */
    public byte[] wrapFor(EncryptionSubkey subkey, SecureRandom random) throws PGPException {
        try {
            return RsaModulus.<ContainedPacket, PGPException>untested(
                            () -> new BcPublicKeyKeyEncryptionMethodGenerator(subkey.publicKey())
                                    .setSecureRandom(random)
                                    .generate(DataEncryption.library(suite, random), sessionKey))
                    .getEncoded();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new PGPException("the session key cannot be wrapped for this subkey", e);
        }
    }

    /** Releases the packet, which cannot be read afterwards. */
    @Override
    public void close() {
        packet.close();
    }

    @Override
    public String toString() {
        return "EncryptedBody[" + suite + ", " + packet.size() + "]";
    }
}
