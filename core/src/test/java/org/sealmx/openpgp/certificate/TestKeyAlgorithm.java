package org.sealmx.openpgp.certificate;

import java.time.Instant;
import java.util.Date;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/** The algorithms of the keys that tests make. */
public enum TestKeyAlgorithm {
    RSA_1024,
    RSA_2048,
    RSA_4096,
    LEGACY_ED25519,
    LEGACY_X25519,
    ED25519,
    X25519,
    ED448,
    X448,
    MLKEM768_X25519,
    MLKEM1024_X448,
    MLDSA65_ED25519,
    MLDSA87_ED448,
    SLHDSA_128S,
    SLHDSA_128F,
    SLHDSA_256S,
    ECDSA_P256,
    ECDSA_BRAINPOOL_P256,
    ECDH_P256,
    ECDH_P384,
    ECDH_P521,
    ECDH_BRAINPOOL_P256,
    ECDH_BRAINPOOL_P384,
    ECDH_BRAINPOOL_P512;

    PGPKeyPair generate(int keyVersion, Instant created) throws PGPException {
        PGPKeyPairGenerator generator = new BcPGPKeyPairGeneratorProvider().get(keyVersion, Date.from(created));
        return switch (this) {
            case RSA_1024 -> generator.generateRsaKeyPair(1024);
            case RSA_2048 -> generator.generateRsaKeyPair(2048);
            case RSA_4096 -> generator.generateRsaKeyPair(4096);
            case LEGACY_ED25519 -> generator.generateLegacyEd25519KeyPair();
            case LEGACY_X25519 -> generator.generateLegacyX25519KeyPair();
            case ED25519 -> generator.generateEd25519KeyPair();
            case X25519 -> generator.generateX25519KeyPair();
            case ED448 -> generator.generateEd448KeyPair();
            case X448 -> generator.generateX448KeyPair();
            case MLKEM768_X25519 -> generator.generateMLKEM768X25519KeyPair();
            case MLKEM1024_X448 -> generator.generateMLKEM1024X448KeyPair();
            case MLDSA65_ED25519 -> generator.generateMLDSA65Ed25519KeyPair();
            case MLDSA87_ED448 -> generator.generateMLDSA87Ed448KeyPair();
            case SLHDSA_128S -> generator.generateSLHDSAShake128sKeyPair();
            case SLHDSA_128F -> generator.generateSLHDSAShake128fKeyPair();
            case SLHDSA_256S -> generator.generateSLHDSAShake256sKeyPair();
            case ECDSA_P256 -> generator.generateNistP256ECDSAKeyPair();
            case ECDH_P256 -> generator.generateNistP256ECDHKeyPair();
            case ECDSA_BRAINPOOL_P256 -> generator.generateBrainpoolP256r1ECDSAKeyPair();
            case ECDH_P384 -> generator.generateNistP384ECDHKeyPair();
            case ECDH_BRAINPOOL_P256 -> generator.generateBrainpoolP256r1ECDHKeyPair();
            case ECDH_BRAINPOOL_P512 -> generator.generateBrainpoolP512r1ECDHKeyPair();
            case ECDH_P521 -> generator.generateNistP521ECDHKeyPair();
            case ECDH_BRAINPOOL_P384 -> generator.generateBrainpoolP384r1ECDHKeyPair();
        };
    }
}
