package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that mail can be encrypted to, in words, and how strong it is.
 *
 * @param algorithm for example {@code RSA-3072}, {@code X25519} or {@code ECDH-384}
 * @param strength in bits of a symmetric key: 112, 128, 192 or 256, by the categories of NIST SP 800-57 part 1 section
 *     5.6.1, so that RSA-4096 and X25519 are alike
 */
@Immutable
public record KeyDescription(String algorithm, int strength) {

    /** Describes a key of an OpenPGP certificate. */
    @SuppressWarnings("deprecation") // RSA for encryption alone is deprecated, and still in old certificates
    public static KeyDescription of(EncryptionSubkey subkey) {
        PGPPublicKey key = subkey.publicKey();
        int bits = key.getBitStrength();
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL, PublicKeyAlgorithmTags.RSA_ENCRYPT -> rsa(bits);
            case PublicKeyAlgorithmTags.X25519 -> new KeyDescription("X25519", 128);
            case PublicKeyAlgorithmTags.X448 -> new KeyDescription("X448", 192);
            case PublicKeyAlgorithmTags.ECDH -> curve(bits);
            case PublicKeyAlgorithmTags.MLKEM768_X25519 -> new KeyDescription("ML-KEM-768+X25519", 192);
            case PublicKeyAlgorithmTags.MLKEM1024_X448 -> new KeyDescription("ML-KEM-1024+X448", 256);
            default -> new KeyDescription("algorithm " + key.getAlgorithm(), 112);
        };
    }

    /**
     * Describes the key of an X.509 certificate.
     *
     * @throws IllegalArgumentException when the key cannot be read
     */
    public static KeyDescription of(SmimeRecipient recipient) {
        SubjectPublicKeyInfo info = recipient.publicKey();
        if (info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            try {
                return rsa(RSAPublicKey.getInstance(info.parsePublicKey())
                        .getModulus()
                        .bitLength());
            } catch (IOException e) {
                throw new IllegalArgumentException("not an RSA key", e);
            }
        }
        if (info.getAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_alg_ml_kem_768)) {
            return new KeyDescription("ML-KEM-768", 192);
        }
        if (info.getAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_alg_ml_kem_1024)) {
            return new KeyDescription("ML-KEM-1024", 256);
        }
        @Nullable
        X9ECParameters curve = info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier id
                ? ECNamedCurveTable.getByOID(id)
                : null;
        return curve == null
                ? new KeyDescription("ECDH", 112)
                : curve(curve.getCurve().getFieldSize());
    }

    private static KeyDescription rsa(int bits) {
        int strength = 112;
        if (bits >= 15_360) {
            strength = 256;
        } else if (bits >= 7_680) {
            strength = 192;
        } else if (bits >= 3_072) {
            strength = 128;
        }
        return new KeyDescription("RSA-" + bits, strength);
    }

    private static KeyDescription curve(int bits) {
        int strength = 128;
        if (bits >= 512) {
            strength = 256;
        } else if (bits >= 384) {
            strength = 192;
        }
        return new KeyDescription("ECDH-" + bits, strength);
    }
}
