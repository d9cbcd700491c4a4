package org.sealmx.openpgp.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * The keys that a revocation covers: a primary key, or a primary key and a subkey. Most revocations that are tried are
 * for other keys. Each repeats two octets of the digest of what it signs (RFC 9580 section 5.2.3); comparing them
 * proves nothing, but takes a fraction of a verification. The keys are hashed once for each algorithm, and again only
 * after the salt of a version 6 signature. For one thread.
 */
final class SignedKeys {

    private final List<PGPPublicKey> keys;
    private final byte[] octets;
    private final Map<Integer, MessageDigest> begun = new HashMap<>();

    private SignedKeys(List<PGPPublicKey> keys) {
        this.keys = keys;
        this.octets = octets(keys);
    }

    static SignedKeys of(PGPPublicKey primary) {
        return new SignedKeys(List.of(primary));
    }

    static SignedKeys of(PGPPublicKey primary, PGPPublicKey subkey) {
        return new SignedKeys(List.of(primary, subkey));
    }

    /** The octets that are hashed for a signature (RFC 9580 section 5.2.4). */
    private static byte[] octets(List<PGPPublicKey> keys) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (PGPPublicKey key : keys) {
            try {
                byte[] content = key.getPublicKeyPacket().getEncodedContents();
                boolean version6 = key.getVersion() == PublicKeyPacket.VERSION_6;
                octets.write(version6 ? 0x9b : 0x99);
                for (int shift = version6 ? 24 : 8; shift >= 0; shift -= 8) {
                    octets.write(content.length >> shift);
                }
                octets.writeBytes(content);
            } catch (IOException e) {
                throw new UncheckedIOException("a key in memory could not be encoded", e);
            }
        }
        return octets.toByteArray();
    }

    /** The number of octets to hash in order to compare a revocation, without those that are hashed once for all. */
    long work(Revocations.Revocation revocation) {
        long keysAgain = revocation.salt().length == 0 ? 0 : octets.length;
        return keysAgain + revocation.trailer().length;
    }

    /** Whether a revocation repeats the digest of these keys. Its hash must be one of {@link #hashName}. */
    boolean isDigestIn(Revocations.Revocation revocation) {
        MessageDigest digest = revocation.salt().length == 0
                ? copy(begun.computeIfAbsent(revocation.signature().getHashAlgorithm(), this::begin))
                : salted(revocation);
        byte[] prefix = revocation.signature().getDigestPrefix();
        return Arrays.equals(Arrays.copyOf(digest.digest(revocation.trailer()), prefix.length), prefix);
    }

    private MessageDigest begin(int algorithm) {
        MessageDigest digest = digest(algorithm);
        digest.update(octets);
        return digest;
    }

    private MessageDigest salted(Revocations.Revocation revocation) {
        MessageDigest digest = digest(revocation.signature().getHashAlgorithm());
        digest.update(revocation.salt());
        digest.update(octets);
        return digest;
    }

    /** Whether a signature, initialized with the key that verifies it, is on these keys. */
    boolean verify(PGPSignature signature) throws PGPException {
        return keys.size() == 1
                ? signature.verifyCertification(keys.get(0))
                : signature.verifyCertification(keys.get(0), keys.get(1));
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK copies " + digest.getAlgorithm(), e);
        }
    }

    private static MessageDigest digest(int algorithm) {
        String name = hashName(algorithm);
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /** The JDK's name of a hash that is accepted in revocations; empty for all others. */
    static String hashName(int algorithm) {
        return switch (algorithm) {
            case HashAlgorithmTags.SHA1 -> "SHA-1";
            case HashAlgorithmTags.SHA224 -> "SHA-224";
            case HashAlgorithmTags.SHA256 -> "SHA-256";
            case HashAlgorithmTags.SHA384 -> "SHA-384";
            case HashAlgorithmTags.SHA512 -> "SHA-512";
            case HashAlgorithmTags.SHA3_256 -> "SHA3-256";
            case HashAlgorithmTags.SHA3_512 -> "SHA3-512";
            default -> "";
        };
    }
}
