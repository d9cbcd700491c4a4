package org.sealmx.directory.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.directory.file.FileDirectoryEditor;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.smime.certificate.TestCertificates;
import org.sealmx.smtp.EmailAddress;

class CertificateEditsTest {

    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final AddressKey ALICE_KEY = AddressKey.of(ALICE);
    private static final Actor ROOT = new Actor("test", "root");

    @TempDir
    Path folder;

    private Path file;
    private DirectoryEditor directory;
    private CertificateEdits edits;

    @BeforeEach
    void open() throws Exception {
        file = Files.writeString(
                folder.resolve("directory.json"),
                TestIdentities.array(
                        main("u1", "alice@example.org"),
                        alias("u1", "team@example.org", "alice@example.org"),
                        alias("u2", "team@example.org", "bob@example.org"),
                        alias("u1", "sales@example.org", "alice@example.org"),
                        main("u3", "broken@example.org").with("enabled", "yes")));
        directory = new FileDirectoryEditor(file);
        edits = editsWith(new TrialSeal(new MessageSealer(new SecureRandom()), certificates -> Optional.empty()));
    }

    private CertificateEdits editsWith(TrialSeal trial) {
        return new CertificateEdits(
                directory,
                trial,
                new DirectoryAudit(address -> "-", ChangeRecord.none()),
                Clock.fixed(TestKeys.NOW, ZoneOffset.UTC));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Admission put(byte[] octets) throws Exception {
        return edits.put(ALICE_KEY, octets, false, ROOT);
    }

    private List<String> fingerprints() throws Exception {
        return edits.of(ALICE_KEY).stream().map(CertificateSummary::fingerprint).toList();
    }

    /** Puts what must be refused, without force and with it, and looks whether anything was changed. */
    private Admission.Refused refused(byte[] octets, Reason reason) throws Exception {
        String before = Files.readString(file);
        Admission admission = edits.put(ALICE_KEY, octets, false, ROOT);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(edits.judge(ALICE, octets, false)).isEqualTo(admission);
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        Admission.Refused refused = (Admission.Refused) admission;
        assertThat(refused.objections()).extracting(Objection::reason).contains(reason);
        assertThat(refused.objections())
                .allSatisfy(objection ->
                        assertThat(objection.words()).hasLineCount(1).doesNotContain("@"));
        if (!refused.forceWouldHelp()) {
            assertThat(edits.put(ALICE_KEY, octets, true, ROOT)).isEqualTo(admission);
            assertThat(Files.readString(file)).isEqualTo(before);
        }
        return refused;
    }

    private void takenWithForce(byte[] octets, Reason... reasons) throws Exception {
        for (Reason reason : reasons) {
            assertThat(refused(octets, reason).forceWouldHelp()).isTrue();
        }
        Admission admission = edits.put(ALICE_KEY, octets, true, ROOT);
        assertThat(admission).isInstanceOfSatisfying(Admission.Taken.class, taken -> assertThat(taken.overruled())
                .extracting(Objection::reason)
                .containsExactly(reasons));
    }

    /** No certificate names a catch-all, so whoever gives it one of its own says so. */
    @Test
    void aCatchAllShouldTakeACertificateWithForceAlone() throws Exception {
        Files.writeString(
                file,
                TestIdentities.array(
                        List.of(main("u1", "alice@example.org"), alias("u1", "@example.org", "alice@example.org"))));
        AddressKey all = AddressKey.catchAll("example.org");
        byte[] octets = TestKeys.curve25519().binaryCertificate();
        assertThat(edits.of(all)).isEmpty();
        assertThat(edits.put(all, octets, false, ROOT))
                .isInstanceOfSatisfying(Admission.Refused.class, refused -> assertThat(refused.objections())
                        .extracting(Objection::reason)
                        .containsExactly(Objection.Reason.OTHER_ADDRESS));
        assertThat(edits.put(all, octets, true, ROOT)).isInstanceOf(Admission.Taken.class);
        assertThat(edits.of(all)).hasSize(1);
        assertThat(edits.remove(all, ROOT).after()).isEmpty();
    }

    @Test
    void putShouldTakeAnArmoredCertificateAndSayWhatItIs() throws Exception {
        TestKey key = TestKeys.curve25519();
        Admission admission = put(octets(key.armoredCertificate()));
        assertThat(admission).isInstanceOf(Admission.Taken.class);
        assertThat(admission.replaces()).isEmpty();
        assertThat(admission.certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.fingerprint()).isEqualTo(key.fingerprint());
            assertThat(certificate.names()).containsExactly("Alice <alice@example.org>");
            assertThat(certificate.created()).contains(TestKeys.CREATED);
            assertThat(certificate.usable()).isTrue();
            assertThat(certificate.usableUntil()).isEmpty();
            assertThat(certificate.keys()).singleElement().satisfies(subkey -> assertThat(subkey.strength())
                    .isEqualTo(128));
        });
        assertThat(fingerprints()).containsExactly(key.fingerprint());
    }

    @Test
    void putShouldTakeBinaryAndReplaceAndTellTheRecord() throws Exception {
        TestKey first = TestKeys.curve25519();
        TestKey second = TestKeys.curve25519();
        put(first.binaryCertificate());
        try (LogCapture log = new LogCapture(DirectoryAudit.LOGGER)) {
            Admission admission = put(second.binaryCertificate());
            assertThat(admission.replaces())
                    .extracting(CertificateSummary::fingerprint)
                    .containsExactly(first.fingerprint());
            assertThat(log.messagesAboveDebug()).singleElement().satisfies(line -> assertThat(line)
                    .isEqualTo("directory=put-certificate by=root via=test address=- document=d001 before="
                            + first.fingerprint() + " after=" + second.fingerprint() + " overruled=- destination=-"));
        }
    }

    @Test
    void putShouldTakeSmime() throws Exception {
        var certificate = TestCertificates.rsa();
        for (byte[] octets : List.of(certificate.der(), octets("subject=Alice <b>\n" + certificate.pem()))) {
            Admission admission = edits.put(ALICE_KEY, octets, true, ROOT);
            assertThat(admission).isInstanceOf(Admission.Taken.class);
            assertThat(fingerprints()).containsExactly(certificate.fingerprint());
            assertThat(Files.readString(file)).doesNotContain("<b>");
        }
    }

    @Test
    void putShouldRefuseWhatIsNotACertificate() throws Exception {
        byte[] random = new byte[1000];
        new SecureRandom().nextBytes(random);
        random[0] = (byte) 0x99;
        for (byte[] octets : List.of(
                new byte[0],
                octets("<script>alert(1)</script>"),
                octets("0<script>"),
                random,
                new byte[] {0x30, (byte) 0x82, 1, 1, 0},
                new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n\u00fc\n".getBytes(StandardCharsets.UTF_16),
                octets("-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n"),
                octets("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n<b>\n-----END PGP PUBLIC KEY BLOCK-----\n"),
                octets("-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n"))) {
            Admission.Refused refused = (Admission.Refused) put(octets);
            assertThat(refused.forceWouldHelp()).isFalse();
            assertThat(refused.toString()).doesNotContain("<");
        }
        assertThat(fingerprints()).isEmpty();
    }

    /** "gpg --armor --export > file" in PowerShell, and what editors save. */
    @Test
    void putShouldTakeAnArmorThatWindowsWroteInItsEncoding() throws Exception {
        TestKey key = TestKeys.curve25519("Alice <alice@example.org>");
        String armor = key.armoredCertificate().replace("\n", "\r\n");
        for (byte[] octets : List.of(
                ("\ufeff" + armor).getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + armor).getBytes(StandardCharsets.UTF_16LE),
                armor.getBytes(StandardCharsets.UTF_16))) {
            assertThat(put(octets)).isInstanceOf(Admission.Taken.class);
            assertThat(fingerprints()).containsExactly(key.fingerprint());
            assertThat(Files.readString(file))
                    .doesNotContain("\ufeff")
                    .contains("-----BEGIN PGP PUBLIC KEY BLOCK-----");
        }
    }

    @Test
    void putShouldSayThatAPkcs12FileHasTheSecretKey() throws Exception {
        for (byte[] octets : List.of(
                new byte[] {0x30, (byte) 0x82, 1, 1, 2, 1, 3, 0x30, 0},
                new byte[] {0x30, (byte) 0x80, 2, 1, 3, 0x30, (byte) 0x80})) {
            assertThat(refused(octets, Reason.UNREADABLE).objections())
                    .singleElement()
                    .satisfies(objection -> assertThat(objection.words())
                            .contains("PKCS #12", "export the certificate without it", "compromised"));
        }
    }

    @Test
    void putShouldNotComplainAboutTheNamesOfWhatHasNone() throws Exception {
        byte[] revocation = Files.readAllBytes(
                Path.of("src/test/resources/org/sealmx/openpgp/certificate/cases/revocation_rev.asc"));
        assertThat(refused(revocation, Reason.UNUSABLE).objections())
                .extracting(Objection::reason)
                .containsExactly(Reason.UNUSABLE);
    }

    @Test
    void putShouldRefuseMoreThan256KiBWithoutReadingIt() throws Exception {
        byte[] octets = Arrays.copyOf(TestKeys.curve25519().binaryCertificate(), CertificateAdmission.MAX_OCTETS + 1);
        assertThat(refused(octets, Reason.UNREADABLE).objections().get(0).words())
                .contains("256 KiB");
    }

    @Test
    void putShouldRefuseCompressedPacketsWithoutExpandingThem() throws Exception {
        byte[] zeros = new byte[30 << 20];
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(zeros);
        deflater.finish();
        byte[] compressed = new byte[60_000];
        int length = deflater.deflate(compressed);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(TestKeys.curve25519().binaryCertificate());
        // a packet of type 8 with a length in four octets; the first octet of its body is ZIP
        bomb.writeBytes(
                new byte[] {(byte) 0xc8, (byte) 0xff, 0, 0, (byte) ((length + 1) >> 8), (byte) (length + 1), 1});
        bomb.write(compressed, 0, length);
        assertThat(refused(bomb.toByteArray(), Reason.UNREADABLE)
                        .objections()
                        .get(0)
                        .words())
                .contains("compressed");
    }

    @Test
    void putShouldRefuseACertificateThatCannotBeUsed() throws Exception {
        for (TestKey key : List.of(TestKeys.expired(), TestKeys.revoked())) {
            assertThat(refused(key.binaryCertificate(), Reason.UNUSABLE).certificates())
                    .singleElement()
                    .satisfies(certificate -> assertThat(certificate.usable()).isFalse());
        }
    }

    @Test
    void putShouldNeedForceForACertificateOfAnotherAddress() throws Exception {
        takenWithForce(TestKeys.curve25519("Bob <bob@example.org>").binaryCertificate(), Reason.OTHER_ADDRESS);
    }

    @Test
    void putShouldFindTheAddressInAnyLetterCaseAndNotAsAPartOfAnother() throws Exception {
        assertThat(put(TestKeys.curve25519("ALICE@Example.ORG").binaryCertificate()))
                .isInstanceOf(Admission.Taken.class);
        for (String name : List.of("Alice <malice@example.org>", "alice@example.org.evil.example", "alice", "")) {
            refused(TestKeys.curve25519(name).binaryCertificate(), Reason.OTHER_ADDRESS);
        }
    }

    @Test
    void putShouldNeedForceForEachCertificateOfAKeyringThatIsSomebodyElses() throws Exception {
        byte[] keyring = octets(TestKeys.curve25519().armoredCertificate()
                + TestKeys.curve25519("Bob <bob@example.org>").armoredCertificate());
        takenWithForce(keyring, Reason.OTHER_ADDRESS);
    }

    @Test
    void putShouldStoreOnlyThePublicPartOfASecretKey() throws Exception {
        for (TestKey key : List.of(TestKeys.curve25519(), TestKeys.version6())) {
            edits.put(ALICE_KEY, octets(key.armoredSecretKey()), true, ROOT);
            assertThat(fingerprints()).containsExactly(key.fingerprint());
            assertThat(Files.readString(file)).doesNotContain("PRIVATE");
            assertThat(edits.of(ALICE_KEY).get(0).usable()).isTrue();
        }
        takenWithForce(octets(TestKeys.curve25519().armoredSecretKey()), Reason.SECRET_KEY);
    }

    @Test
    void putShouldNeedForceForAWeakerKey() throws Exception {
        TestKey strong = TestKeys.curve25519();
        put(strong.binaryCertificate());
        TestKey weak = TestKeys.version4(
                TestKeyAlgorithm.RSA_2048,
                TestKeyAlgorithm.RSA_2048,
                "Alice <alice@example.org>",
                TestKeys::certifying);
        takenWithForce(weak.binaryCertificate(), Reason.WEAKER);
    }

    private static TestKeyBuilder both() {
        return TestKeys.postQuantum4("Alice <alice@example.org>", TestKeys::encrypting);
    }

    private static TestKey postQuantumAlone() {
        return TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519,
                TestKeyAlgorithm.MLKEM768_X25519,
                "Alice <alice@example.org>",
                TestKeys::certifying);
    }

    /** Mail goes to the post-quantum subkeys alone, so what is beside them does not count. */
    @Test
    void putShouldNeedForceWhenMailIsNoLongerProtectedFromQuantumComputers() throws Exception {
        put(both().build().binaryCertificate());
        assertThat(put(postQuantumAlone().binaryCertificate())).isInstanceOf(Admission.Taken.class);
        assertThat(put(both().build().binaryCertificate())).isInstanceOf(Admission.Taken.class);
        takenWithForce(TestKeys.curve25519().binaryCertificate(), Reason.WEAKER);
    }

    @Test
    void putShouldTakeAPostQuantumKeyForAnyClassicalOne() throws Exception {
        put(TestKeys.version4(
                        TestKeyAlgorithm.LEGACY_ED25519,
                        TestKeyAlgorithm.ECDH_P521,
                        "Alice <alice@example.org>",
                        TestKeys::certifying)
                .binaryCertificate());
        assertThat(put(postQuantumAlone().binaryCertificate())).isInstanceOf(Admission.Taken.class);
    }

    @Test
    void putShouldNeedForceForADamagedPostQuantumSubkey() throws Exception {
        TestKey damaged = both().corruptLast().build();
        takenWithForce(damaged.binaryCertificate(), Reason.WEAKER);
    }

    @Test
    void putShouldTakeTheLargestCertificateOfRfc9980() throws Exception {
        byte[] large = Files.readAllBytes(Path.of("src/test/resources/org/sealmx/openpgp/rfc9980/v6-slhdsa-256s.asc"));
        assertThat(large.length).isGreaterThan(100_000);
        takenWithForce(large, Reason.OTHER_ADDRESS);
    }

    @Test
    void putShouldNeedForceWhenASubkeyIsLost() throws Exception {
        TestKeyBuilder builder = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, TestKeys.CREATED)
                .userId("Alice <alice@example.org>")
                .certification(TestKeys.CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED)
                .binding(TestKeys.CREATED, TestKeys::encrypting);
        byte[] one = builder.build().binaryCertificate();
        byte[] two = builder.subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED)
                .binding(TestKeys.CREATED, TestKeys::encrypting)
                .build()
                .binaryCertificate();
        assertThat(put(one)).isInstanceOf(Admission.Taken.class);
        assertThat(put(two)).isInstanceOf(Admission.Taken.class);
        takenWithForce(one, Reason.LOSES_KEY);
    }

    @Test
    void putShouldNeedForceWhenOneOfSeveralCertificatesIsLost() throws Exception {
        TestKey laptop = TestKeys.curve25519();
        put(octets(laptop.armoredCertificate() + TestKeys.curve25519().armoredCertificate()));
        assertThat(fingerprints()).hasSize(2);
        takenWithForce(laptop.binaryCertificate(), Reason.LOSES_KEY);
    }

    @Test
    void putShouldNeedForceWhenARevocationIsLost() throws Exception {
        TestKeyBuilder builder = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, TestKeys.CREATED)
                .userId("Alice <alice@example.org>")
                .certification(TestKeys.CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED)
                .binding(TestKeys.CREATED, TestKeys::encrypting);
        byte[] good = builder.build().binaryCertificate();
        String revoked = builder.revocation(TestKeys.CREATED.plusSeconds(9), (byte) 2)
                .build()
                .armoredCertificate();
        directory.edit(
                AddressKey.of(ALICE),
                found -> new Edit.Replace(
                        found.get(0),
                        KeyDocumentTest.unchecked(found).with(new NewMaterial(NewMaterial.OPENPGP, revoked))));
        takenWithForce(good, Reason.LOSES_REVOCATION);
    }

    @Test
    void putShouldNeedForceToReplaceOpenPgpBySmime() throws Exception {
        put(TestKeys.curve25519().binaryCertificate());
        refused(TestCertificates.rsa().der(), Reason.LOSES_KEY);
    }

    @Test
    void putShouldRefuseWhatTheChainCannotSealTo() throws Exception {
        edits = editsWith(new TrialSeal(
                new MessageSealer(new SecureRandom()),
                certificates -> Optional.of("format leap needs something else")));
        assertThat(refused(TestKeys.curve25519().binaryCertificate(), Reason.TRIAL)
                        .objections()
                        .get(0)
                        .words())
                .contains("format leap");
    }

    @Test
    void putShouldRefuseAnAddressWithoutOneIdentity() throws Exception {
        byte[] octets = TestKeys.curve25519().binaryCertificate();
        String before = Files.readString(file);
        for (String address : List.of("nobody@example.org", "team@example.org", "broken@example.org")) {
            assertThat(edits.put(AddressKey.of(EmailAddress.of(address)), octets, true, ROOT))
                    .isInstanceOfSatisfying(Admission.Refused.class, refused -> assertThat(refused.forceWouldHelp())
                            .isFalse());
        }
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void putShouldWriteIntoAnAliasOfItsOwn() throws Exception {
        AddressKey sales = AddressKey.of(EmailAddress.of("sales@example.org"));
        TestKey key = TestKeys.curve25519("sales@example.org");
        assertThat(edits.put(sales, key.binaryCertificate(), false, ROOT)).isInstanceOf(Admission.Taken.class);
        assertThat(edits.of(sales)).hasSize(1);
        assertThat(fingerprints()).isEmpty();
    }

    @Test
    void removeShouldTakeAllCertificatesAway() throws Exception {
        TestKey key = TestKeys.curve25519();
        put(key.binaryCertificate());
        DirectoryChange change = edits.remove(ALICE_KEY, ROOT);
        assertThat(change.before()).containsExactly(key.fingerprint());
        assertThat(change.after()).isEmpty();
        assertThat(fingerprints()).isEmpty();
        assertThatThrownBy(() -> edits.remove(ALICE_KEY, ROOT)).isInstanceOf(EditRefusedException.class);
    }

    @Test
    void summaryShouldBePrintableWhenNamesAreNot() throws Exception {
        put(TestKeys.curve25519("<b>\u0007\n\u202e</b> <alice@example.org>").binaryCertificate());
        assertThat(edits.of(ALICE_KEY).get(0).names())
                .singleElement()
                .asString()
                .isEqualTo("<b>???</b> <alice@example.org>");
    }
}
