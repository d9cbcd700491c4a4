package org.sealmx.openpgp.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/**
 * Makes keys packet by packet, in the order of the calls, so that tests can have certificates with any fault. Tests set
 * a signature's content in its hashed subpackets; creation time and issuer are already set.
 */
public final class TestKeyBuilder {

    /** Sets the content of a signature besides creation time and issuer. */
    public interface Subpackets extends Consumer<PGPSignatureSubpacketGenerator> {}

    private final int version;
    private final PGPKeyPair primary;
    private final List<TestKey.Component> components = new ArrayList<>();
    private int hash = HashAlgorithmTags.SHA512;
    private PGPKeyPair signer;
    private PGPKeyPair issuer;
    private PGPPublicKey latestSubkey;
    private byte[] latestUserId = {};

    private TestKeyBuilder(int version, TestKeyAlgorithm algorithm, Instant created) {
        this.version = version;
        try {
            this.primary = algorithm.generate(version, created);
        } catch (PGPException e) {
            throw new IllegalStateException("key generation failed", e);
        }
        this.latestSubkey = primary.getPublicKey();
        this.signer = primary;
        this.issuer = primary;
        components.add(TestKey.Component.key(primary));
    }

    /** Begins with a version 4 primary key. */
    public static TestKeyBuilder version4(TestKeyAlgorithm algorithm, Instant created) {
        return new TestKeyBuilder(4, algorithm, created);
    }

    /** Begins with a version 6 primary key. */
    public static TestKeyBuilder version6(TestKeyAlgorithm algorithm, Instant created) {
        return new TestKeyBuilder(6, algorithm, created);
    }

    /** From here on, signatures are made with this hash algorithm. */
    public TestKeyBuilder hash(int algorithm) {
        this.hash = algorithm;
        return this;
    }

    /** Adds a signature of the primary key directly on itself. */
    public TestKeyBuilder directKey(Instant at, Subpackets subpackets) {
        return signature(PGPSignature.DIRECT_KEY, at, subpackets, g -> g.generateCertification(primary.getPublicKey()));
    }

    /** Adds a user ID without a certification. */
    public TestKeyBuilder userId(String userId) {
        latestUserId = userId.getBytes(StandardCharsets.UTF_8);
        components.add(TestKey.Component.packet(encode(() -> new UserIDPacket(userId).getEncoded())));
        return this;
    }

    /** Adds a certification of the latest user ID. */
    public TestKeyBuilder certification(Instant at, Subpackets subpackets) {
        return onUserId(PGPSignature.POSITIVE_CERTIFICATION, at, subpackets);
    }

    /** Adds a revocation of the latest user ID. */
    public TestKeyBuilder userIdRevocation(Instant at, byte reason) {
        return onUserId(PGPSignature.CERTIFICATION_REVOCATION, at, s -> s.setRevocationReason(false, reason, ""));
    }

    private TestKeyBuilder onUserId(int type, Instant at, Subpackets subpackets) {
        String userId = new String(latestUserId, StandardCharsets.UTF_8);
        return signature(type, at, subpackets, g -> g.generateCertification(userId, primary.getPublicKey()));
    }

    /** Adds a subkey without a binding. */
    public TestKeyBuilder subkey(TestKeyAlgorithm algorithm, Instant created) {
        try {
            PGPKeyPair pair = algorithm.generate(version, created).asSubkey(new BcKeyFingerprintCalculator());
            latestSubkey = pair.getPublicKey();
            components.add(TestKey.Component.key(pair));
            return this;
        } catch (PGPException e) {
            throw new IllegalStateException("key generation failed", e);
        }
    }

    /** Adds a subkey without a binding, of which nobody has the secret: a packet that the library can read. */
    public TestKeyBuilder subkey(byte[] packet) {
        try {
            PublicKeyPacket key = (PublicKeyPacket) new BCPGInputStream(new ByteArrayInputStream(packet)).readPacket();
            latestSubkey = new PGPPublicKey(key, new BcKeyFingerprintCalculator());
            return packet(packet);
        } catch (IOException | PGPException e) {
            throw new IllegalStateException("a key could not be read", e);
        }
    }

    /** Adds a binding of the latest subkey. */
    public TestKeyBuilder binding(Instant at, Subpackets subpackets) {
        return onSubkey(PGPSignature.SUBKEY_BINDING, at, subpackets);
    }

    /** Adds a revocation of the latest subkey. */
    public TestKeyBuilder subkeyRevocation(Instant at, byte reason) {
        return onSubkey(PGPSignature.SUBKEY_REVOCATION, at, s -> s.setRevocationReason(false, reason, ""));
    }

    private TestKeyBuilder onSubkey(int type, Instant at, Subpackets subpackets) {
        return signature(type, at, subpackets, g -> g.generateCertification(primary.getPublicKey(), latestSubkey));
    }

    /** Adds a revocation of the primary key. */
    public TestKeyBuilder revocation(Instant at, byte reason) {
        return revocation(at, s -> s.setRevocationReason(false, reason, ""));
    }

    /** Adds a revocation of the primary key with any content. */
    public TestKeyBuilder revocation(Instant at, Subpackets subpackets) {
        return signature(
                PGPSignature.KEY_REVOCATION, at, subpackets, g -> g.generateCertification(primary.getPublicKey()));
    }

    /** Flips one bit near the end of the last packet. */
    public TestKeyBuilder corruptLast() {
        byte[] packet = components.remove(components.size() - 1).publicPacket().clone();
        packet[packet.length - 3] ^= 1;
        return packet(packet);
    }

    /** From here on, signatures are made by another key, which they name as their issuer. */
    public TestKeyBuilder signedBy(TestKey other) {
        signer = other.keyPairs().get(0);
        issuer = signer;
        return this;
    }

    /** From here on, signatures are made by another key, but name the primary key as their issuer. */
    public TestKeyBuilder forgedBy(TestKey other) {
        signer = other.keyPairs().get(0);
        issuer = primary;
        return this;
    }

    /** From here on, signatures are made by the primary key again. */
    public TestKeyBuilder signedByItself() {
        signer = primary;
        issuer = primary;
        return this;
    }

    /** Adds any packet with its header. */
    public TestKeyBuilder packet(byte[] packet) {
        components.add(TestKey.Component.packet(packet.clone()));
        return this;
    }

    /** The key. */
    public TestKey build() {
        return new TestKey(primary, components);
    }

    private interface Signing {
        PGPSignature sign(PGPSignatureGenerator generator) throws PGPException;
    }

    private interface Encoding {
        byte[] encode() throws IOException;
    }

    private TestKeyBuilder signature(int type, Instant at, Subpackets subpackets, Signing signing) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(signer.getPublicKey().getAlgorithm(), hash),
                    signer.getPublicKey(),
                    version);
            generator.init(type, signer.getPrivateKey());
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(true, Date.from(at));
            hashed.setIssuerFingerprint(false, issuer.getPublicKey());
            subpackets.accept(hashed);
            generator.setHashedSubpackets(hashed.generate());
            PGPSignature signature = signing.sign(generator);
            components.add(TestKey.Component.packet(encode(signature::getEncoded)));
            return this;
        } catch (PGPException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    private static byte[] encode(Encoding encoding) {
        try {
            return encoding.encode();
        } catch (IOException e) {
            throw new IllegalStateException("encoding failed", e);
        }
    }
}
