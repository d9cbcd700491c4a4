package org.sealmx.it.openpgp;

import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM1024_X448;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM768_X25519;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;

/**
 * The recipients of the matrix. Every program reads version 1 bodies for version 4 keys, except that sq, when built
 * with Nettle, does not know Brainpool curves. The others came with RFC 9580, which gpg 2.2, sq 0.27 and rnp 0.16 of
 * Debian 12 do not know. These programs do not make certificates that ask for version 2 bodies either, so the fixtures
 * of core's tests do.
 */
final class Recipients {

    private static final Set<Program> EVERYBODY = EnumSet.allOf(Program.class);
    private static final Set<Program> NOT_SQ = EnumSet.complementOf(EnumSet.of(Program.SQ));
    private static final Set<Program> NEW = EnumSet.of(Program.OPENPGP_JS, Program.LIBRARY);

    /** RFC 9980 is too new for the releases of all others. */
    private static final Set<Program> POST_QUANTUM = EnumSet.of(Program.LIBRARY);

    private Recipients() {}

    static List<Recipient> all() {
        return List.of(
                new Recipient("RSA-2048", 1, EVERYBODY, Recipients::rsa2048ByGpg),
                new Recipient("RSA-4096", 1, EVERYBODY, folder -> Sq.generate(folder, "rosa@example.org", "rsa4k")),
                new Recipient("Curve25519", 1, EVERYBODY, folder -> byGpg(folder, "ed25519", "cv25519")),
                new Recipient("X25519 v6", 1, NEW, folder -> of(folder, version6(TestKeyAlgorithm.X25519))),
                new Recipient("P-256", 1, EVERYBODY, folder -> byGpg(folder, "nistp256", "nistp256")),
                new Recipient("Brainpool", 1, NOT_SQ, folder -> byGpg(folder, "brainpoolP256r1", "brainpoolP256r1")),
                new Recipient("RSA-2048", 2, NEW, folder -> version2Bodies(folder, TestKeyAlgorithm.RSA_2048)),
                new Recipient("RSA-4096", 2, NEW, folder -> version2Bodies(folder, TestKeyAlgorithm.RSA_4096)),
                new Recipient("Curve25519", 2, NEW, folder -> of(folder, TestKeys.curve25519WithVersion2Bodies())),
                new Recipient("X25519 v6", 2, NEW, folder -> of(folder, TestKeys.version6())),
                new Recipient("P-256", 2, NEW, folder -> version2Bodies(folder, TestKeyAlgorithm.ECDH_P256)),
                new Recipient(
                        "Brainpool", 2, NEW, folder -> version2Bodies(folder, TestKeyAlgorithm.ECDH_BRAINPOOL_P384)),
                new Recipient("ML-KEM-768", 1, POST_QUANTUM, folder -> of(folder, TestKeys.postQuantum4())),
                new Recipient("ML-KEM-768", 2, POST_QUANTUM, folder -> of(folder, postQuantumWithVersion2Bodies())),
                new Recipient("ML-KEM-768 v6", 1, POST_QUANTUM, folder -> of(folder, version6(MLKEM768_X25519))),
                new Recipient("ML-KEM-768 v6", 2, POST_QUANTUM, folder -> of(folder, TestKeys.postQuantum6())),
                new Recipient("ML-KEM-1024 v6", 1, POST_QUANTUM, folder -> of(folder, version6(MLKEM1024_X448))),
                new Recipient("ML-KEM-1024 v6", 2, POST_QUANTUM, folder -> of(folder, TestKeys.postQuantum1024())));
    }

    private static TestKey rsa2048ByGpg(WorkFolder folder) throws IOException, InterruptedException {
        try (Gpg gpg = new Gpg()) {
            return gpg.generateRsa(folder, "robert@example.org", 2048);
        }
    }

    private static TestKey byGpg(WorkFolder folder, String primary, String subkey)
            throws IOException, InterruptedException {
        try (Gpg gpg = new Gpg()) {
            return gpg.generate(folder, "alice@example.org", primary, subkey);
        }
    }

    private static TestKey version2Bodies(WorkFolder folder, TestKeyAlgorithm subkey) throws IOException {
        return of(
                folder,
                TestKeys.version4(TestKeyAlgorithm.LEGACY_ED25519, subkey, "Amal <amal@example.org>", subpackets -> {
                    TestKeys.certifying(subpackets);
                    subpackets.setFeature(false, (byte) 0x09);
                }));
    }

    private static org.sealmx.openpgp.certificate.TestKey postQuantumWithVersion2Bodies() {
        return TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519, MLKEM768_X25519, "Quentin <quentin@example.org>", subpackets -> {
                    TestKeys.certifying(subpackets);
                    subpackets.setFeature(false, (byte) 0x09);
                });
    }

    /** Version 6 with preferences for version 1 bodies. */
    private static org.sealmx.openpgp.certificate.TestKey version6(TestKeyAlgorithm subkey) {
        return TestKeyBuilder.version6(TestKeyAlgorithm.ED25519, TestKeys.CREATED)
                .directKey(TestKeys.CREATED, TestKeys::certifying)
                .userId("Sixtus <sixtus@example.org>")
                .certification(TestKeys.CREATED, Recipients::nothing)
                .subkey(subkey, TestKeys.CREATED)
                .binding(TestKeys.CREATED, TestKeys::encrypting)
                .build();
    }

    private static void nothing(PGPSignatureSubpacketGenerator subpackets) {
        // the direct-key signature has all preferences
    }

    private static TestKey of(WorkFolder folder, org.sealmx.openpgp.certificate.TestKey key) throws IOException {
        Path secret = folder.resolve("fixture.secret.asc");
        Files.writeString(secret, key.armoredSecretKey(), StandardCharsets.US_ASCII);
        return new TestKey("fixture", secret, key.armoredCertificate());
    }
}
