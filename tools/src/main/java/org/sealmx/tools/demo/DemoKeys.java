package org.sealmx.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.KeyPairGeneratorCallback;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.api.SignatureParameters.Callback.Util;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPairGeneratorProvider;
import org.jspecify.annotations.Nullable;

/**
 * Makes OpenPGP v4 keys that every OpenPGP program in use today can read, including gpg 2.2: their preferences are in
 * the certification of the user id, and they do not advertise authenticated encryption. They have no passphrase.
 */
final class DemoKeys {

    private static final int VERSION = 4;
    private static final int RSA_BITS = 4096;

    private DemoKeys() {}

    /** Ed25519 to certify and sign, X25519 to encrypt, both in their older ECC form. */
    static OpenPGPKey curve25519(String userId, Instant created) throws PGPException {
        return generate(
                userId,
                created,
                Duration.ZERO,
                PGPKeyPairGenerator::generateLegacyEd25519KeyPair,
                PGPKeyPairGenerator::generateLegacyX25519KeyPair);
    }

    /** As {@link #curve25519}, but expires. */
    static OpenPGPKey expiring(String userId, Instant created, Duration lifetime) throws PGPException {
        return generate(
                userId,
                created,
                lifetime,
                PGPKeyPairGenerator::generateLegacyEd25519KeyPair,
                PGPKeyPairGenerator::generateLegacyX25519KeyPair);
    }

    /** RSA with 4096 bits, for both. */
    static OpenPGPKey rsa(String userId, Instant created) throws PGPException {
        // the JDK finds primes in a third of the time
        KeyPairGeneratorCallback rsa = ignored -> new JcaPGPKeyPairGeneratorProvider()
                .get(VERSION, Date.from(created))
                .generateRsaKeyPair(RSA_BITS);
        return generate(userId, created, Duration.ZERO, rsa, rsa);
    }

    private static OpenPGPKey generate(
            String userId,
            Instant created,
            Duration lifetime,
            KeyPairGeneratorCallback primary,
            KeyPairGeneratorCallback encryption)
            throws PGPException {
        boolean aead = false;
        return new BcOpenPGPApi()
                .generateKey(VERSION, Date.from(created), aead)
                .withPrimaryKey(primary, new NoDirectKeySignature())
                .addUserId(userId, Util.modifyHashedSubpackets(packets -> claims(packets, lifetime)))
                .addEncryptionSubkey(encryption)
                .build();
    }

    private static PGPSignatureSubpacketGenerator claims(PGPSignatureSubpacketGenerator packets, Duration lifetime) {
        packets.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        packets.setPrimaryUserID(false, true);
        packets.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
        packets.setPreferredSymmetricAlgorithms(
                false, new int[] {SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128});
        packets.setPreferredHashAlgorithms(false, new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256});
        if (!lifetime.isZero()) {
            packets.setKeyExpirationTime(false, lifetime.toSeconds());
        }
        return packets;
    }

    private static final class NoDirectKeySignature implements SignatureParameters.Callback {
        @Override
        public @Nullable SignatureParameters apply(SignatureParameters parameters) {
            return null;
        }
    }
}
