package org.sealmx.openpgp.certificate;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.ECDHPublicBCPGKey;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.RsaModulus;

/** Determines which public keys are strong enough and which can encrypt at all (RFC 9580 sections 12.4 and 12.5). */
@SuppressWarnings("deprecation") // the constants of algorithms that RFC 9580 deprecates and old keys use
final class KeyStrength {

    private static final int MIN_CURVE_BITS = 250;

    /** RFC 9580 section 5.5.5.6: reserved for future extensions. */
    private static final byte KDF_RESERVED = 1;

    private static final Set<Integer> KDF_HASHES =
            Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);
    private static final Set<Integer> KDF_CIPHERS = Set.of(
            SymmetricKeyAlgorithmTags.AES_128, SymmetricKeyAlgorithmTags.AES_192, SymmetricKeyAlgorithmTags.AES_256);

    private KeyStrength() {}

    /** Whether the algorithm of a key can encrypt, strong or not. */
    static boolean canEncrypt(PGPPublicKey key) {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL,
                    PublicKeyAlgorithmTags.RSA_ENCRYPT,
                    PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT,
                    PublicKeyAlgorithmTags.ELGAMAL_GENERAL,
                    PublicKeyAlgorithmTags.ECDH,
                    PublicKeyAlgorithmTags.X25519,
                    PublicKeyAlgorithmTags.X448,
                    PublicKeyAlgorithmTags.MLKEM768_X25519,
                    PublicKeyAlgorithmTags.MLKEM1024_X448 -> true;
            default -> false;
        };
    }

    /** Why a key is too weak, in words, for example {@code RSA-1024}; empty when it is strong enough. */
    static Optional<String> weakness(PGPPublicKey key) {
        BCPGKey material = key.getPublicKeyPacket().getKey();
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL,
                    PublicKeyAlgorithmTags.RSA_ENCRYPT,
                    PublicKeyAlgorithmTags.RSA_SIGN -> rsaWeakness((RSAPublicBCPGKey) material);
            case PublicKeyAlgorithmTags.ECDH -> ecdhWeakness(key, (ECDHPublicBCPGKey) material);
            case PublicKeyAlgorithmTags.ECDSA, PublicKeyAlgorithmTags.EDDSA_LEGACY -> curveWeakness(key);
            case PublicKeyAlgorithmTags.X25519,
                    PublicKeyAlgorithmTags.X448,
                    PublicKeyAlgorithmTags.Ed25519,
                    PublicKeyAlgorithmTags.Ed448,
                    PublicKeyAlgorithmTags.MLDSA65_Ed25519,
                    PublicKeyAlgorithmTags.MLDSA87_Ed448,
                    PublicKeyAlgorithmTags.SLHDSA_SHAKE_128s,
                    PublicKeyAlgorithmTags.SLHDSA_SHAKE_128f,
                    PublicKeyAlgorithmTags.SLHDSA_SHAKE_256s,
                    PublicKeyAlgorithmTags.MLKEM768_X25519,
                    PublicKeyAlgorithmTags.MLKEM1024_X448 -> Optional.empty();
            case PublicKeyAlgorithmTags.DSA -> Optional.of("DSA-" + key.getBitStrength());
            case PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT, PublicKeyAlgorithmTags.ELGAMAL_GENERAL ->
                Optional.of("ElGamal-" + key.getBitStrength());
            default -> Optional.of("public-key algorithm " + key.getAlgorithm());
        };
    }

    /** Whether a key of this algorithm and version is not permitted (RFC 9980 section 3.4). */
    static boolean isOfAWrongVersion(PGPPublicKey key) {
        return key.getVersion() < PublicKeyPacket.VERSION_6
                && key.getAlgorithm() >= PublicKeyAlgorithmTags.MLDSA65_Ed25519
                && key.getAlgorithm() <= PublicKeyAlgorithmTags.MLKEM1024_X448
                && key.getAlgorithm() != PublicKeyAlgorithmTags.MLKEM768_X25519;
    }

    /**
     * Why a key cannot be used although it is strong: its parameters have an unknown format, or its algorithm does not
     * belong in a key of its version; empty when neither is the case.
     */
    static Optional<String> unknownFormat(PGPPublicKey key) {
        if (isOfAWrongVersion(key)) {
            return Optional.of(
                    "public-key algorithm " + key.getAlgorithm() + " in a key of version " + key.getVersion());
        }
        return key.getPublicKeyPacket().getKey() instanceof ECDHPublicBCPGKey ecdh && ecdh.getReserved() != KDF_RESERVED
                ? Optional.of("ECDH parameters in an unknown format")
                : Optional.empty();
    }

    private static Optional<String> rsaWeakness(RSAPublicBCPGKey key) {
        return RsaModulus.weakness(key.getModulus(), key.getPublicExponent());
    }

    private static Optional<String> ecdhWeakness(PGPPublicKey key, ECDHPublicBCPGKey material) {
        if (!KDF_HASHES.contains((int) material.getHashAlgorithm())
                || !KDF_CIPHERS.contains((int) material.getSymmetricKeyAlgorithm())) {
            return Optional.of("ECDH with weak parameters");
        }
        return curveWeakness(key);
    }

    private static Optional<String> curveWeakness(PGPPublicKey key) {
        int bits = key.getBitStrength();
        if (bits < 0) {
            return Optional.of("an unknown elliptic curve");
        }
        return bits >= MIN_CURVE_BITS ? Optional.empty() : Optional.of("elliptic curve of " + bits + " bits");
    }
}
