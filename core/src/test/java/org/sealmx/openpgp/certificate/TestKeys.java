package org.sealmx.openpgp.certificate;

import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ED448;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM1024_X448;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM768_X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.RSA_2048;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.RSA_4096;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.X25519;

import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;

/**
 * Keys for tests, made at run time. All except {@link #expired()} and {@link #revoked()} are usable at {@link #NOW},
 * and at the present time as well.
 */
public final class TestKeys {

    /** The creation time of all keys. */
    public static final Instant CREATED = Instant.parse("2024-03-01T12:00:00Z");
    /** A time at which the keys are in use. */
    public static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    /** The time when {@link #expired()} expired. */
    public static final Instant EXPIRED = CREATED.plus(Duration.ofDays(30));

    private static final String QUENTIN = "Quentin <quentin@example.org>";
    private static final int ENCRYPT = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;
    private static final int CERTIFY = KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA;

    private TestKeys() {}

    /** Version 4 with Ed25519 and Curve25519, as gpg makes them: gets version 1 bodies. */
    public static TestKey curve25519() {
        return curve25519("Alice <alice@example.org>");
    }

    /** The same with another user ID. */
    public static TestKey curve25519(String userId) {
        return version4(LEGACY_ED25519, LEGACY_X25519, userId, TestKeys::certifying);
    }

    /** Version 4 with RSA-2048. */
    public static TestKey rsa2048() {
        return version4(RSA_2048, RSA_2048, "Robert <robert@example.org>", TestKeys::certifying);
    }

    /** Version 4 with RSA-4096, which takes seconds to make. */
    public static TestKey rsa4096() {
        return version4(RSA_4096, RSA_4096, "Rosa <rosa@example.org>", TestKeys::certifying);
    }

    /** Version 4 with features that announce support for version 2 bodies, with the mandatory suite. */
    public static TestKey curve25519WithVersion2Bodies() {
        return version4(LEGACY_ED25519, LEGACY_X25519, "Amal <amal@example.org>", s -> {
            certifying(s);
            s.setFeature(false, (byte) 0x09);
        });
    }

    /** Version 6 with Ed25519 and X25519: gets version 2 bodies, and prefers AES-256 with OCB. */
    public static TestKey version6() {
        return TestKeyBuilder.version6(ED25519, CREATED)
                .directKey(CREATED, s -> {
                    certifying(s);
                    s.setFeature(false, (byte) 0x09);
                    s.setPreferredAEADCiphersuites(PreferredAEADCiphersuites.builder(false)
                            .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.OCB));
                })
                .userId("Sixtus <sixtus@example.org>")
                .certification(CREATED, s -> {})
                .subkey(X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    /** Version 4 with Ed25519, Curve25519 and a subkey for ML-KEM-768 with X25519: gets version 1 bodies. */
    public static TestKey postQuantum4() {
        return postQuantum4(QUENTIN, TestKeys::encrypting).build();
    }

    /** The same, whose subkey for ML-KEM-768 expires at an instant. */
    public static TestKey postQuantum4(Instant end) {
        return postQuantum4(QUENTIN, s -> {
                    encrypting(s);
                    s.setKeyExpirationTime(false, Duration.between(CREATED, end).toSeconds());
                })
                .build();
    }

    /** The same for somebody, with a binding of its own, and not complete yet. */
    public static TestKeyBuilder postQuantum4(String userId, TestKeyBuilder.Subpackets binding) {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId(userId)
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, binding);
    }

    /** Version 6 with one subkey, for ML-KEM-768 with X25519: gets version 2 bodies. */
    public static TestKey postQuantum6() {
        return version6(ED25519, MLKEM768_X25519);
    }

    /** Version 6 with one subkey, for ML-KEM-1024 with X448: gets version 2 bodies. */
    public static TestKey postQuantum1024() {
        return version6(ED448, MLKEM1024_X448);
    }

    /** Version 6 with a direct-key signature that announces version 2 bodies, and one encryption subkey. */
    public static TestKey version6(TestKeyAlgorithm primary, TestKeyAlgorithm subkey) {
        return TestKeyBuilder.version6(primary, CREATED)
                .directKey(CREATED, s -> {
                    certifying(s);
                    s.setFeature(false, (byte) 0x09);
                })
                .userId("Sixtus <sixtus@example.org>")
                .certification(CREATED, s -> {})
                .subkey(subkey, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    /** Version 4, expired since {@link #EXPIRED}, with a subkey that has not expired. */
    public static TestKey expired() {
        return version4(LEGACY_ED25519, LEGACY_X25519, "Edith <edith@example.org>", s -> {
            certifying(s);
            s.setKeyExpirationTime(false, Duration.between(CREATED, EXPIRED).toSeconds());
        });
    }

    /** Version 4, revoked because the secret key was compromised. */
    public static TestKey revoked() {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .revocation(CREATED.plus(Duration.ofDays(10)), RevocationReasonTags.KEY_COMPROMISED)
                .userId("Rita <rita@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    /** Version 4 with one user ID and one encryption subkey. */
    public static TestKey version4(
            TestKeyAlgorithm primary, TestKeyAlgorithm subkey, String userId, TestKeyBuilder.Subpackets certification) {
        return TestKeyBuilder.version4(primary, CREATED)
                .userId(userId)
                .certification(CREATED, certification)
                .subkey(subkey, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    /** Sets the subpackets of the certification of an ordinary primary key. */
    public static void certifying(PGPSignatureSubpacketGenerator subpackets) {
        subpackets.setKeyFlags(true, CERTIFY);
        subpackets.setFeature(false, (byte) 0x01);
        subpackets.setPreferredSymmetricAlgorithms(
                false, new int[] {SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128});
    }

    /** Sets the subpackets of the binding of an encryption subkey. */
    public static void encrypting(PGPSignatureSubpacketGenerator subpackets) {
        subpackets.setKeyFlags(true, ENCRYPT);
    }
}
