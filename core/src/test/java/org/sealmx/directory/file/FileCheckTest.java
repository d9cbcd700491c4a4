package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.check.DocumentStatus;
import org.sealmx.directory.check.TestRules;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

class FileCheckTest {

    private static final String KEY = TestKeys.curve25519().armoredCertificate();

    @TempDir
    Path folder;

    private DirectoryReport check(String json) throws Exception {
        return check(json, Optional.empty());
    }

    private DirectoryReport check(String json, Optional<Duration> expiresWithin) throws Exception {
        DocumentCheck documents = new DocumentCheck(
                LocalDomains.of(List.of("example.org")),
                new AccountCertificateReader(),
                Clock.fixed(TestKeys.NOW, ZoneOffset.UTC),
                expiresWithin,
                StoreNames.any(),
                TestRules.of("example.org"));
        Path file = Files.writeString(folder.resolve("directory.json"), json);
        FileCheck.read(file, documents);
        return documents.report(FileCheck.about(file), true);
    }

    @Test
    void reportShouldBeCleanWhenAllIsWell() throws Exception {
        DirectoryReport report = check(array(
                main("u1", "alice@example.org").id("d1").key(KEY),
                alias("u1", "info@example.org", "alice@example.org").id("d2"),
                alias("u1", "away@example.org", "alice@elsewhere.example").id("d3"),
                main("u2", "bob@example.org").id("d4").disabled(),
                main("u3", "carol@example.org").id("d5").orphaned(),
                main("u4", "dave@example.org").id("d6").withRaw("type", "\"User\"")));

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.counts())
                .isEqualTo(Map.of(
                        DocumentStatus.OTHER, 1L,
                        DocumentStatus.MAIN, 1L,
                        DocumentStatus.ALIAS, 1L,
                        DocumentStatus.FORWARD, 1L,
                        DocumentStatus.DISABLED, 1L,
                        DocumentStatus.ORPHANED, 1L));
        assertThat(report.text())
                .startsWith("directory file " + folder.resolve("directory.json") + "\n")
                .contains("aliases: 1\n", "problems: 0\n");
    }

    @Test
    void reportShouldListWhatIsWrongByDocument() throws Exception {
        DirectoryReport report = check(array(
                main("u1", "alice@example.org").id("d1").withRaw("enabled", "3"),
                main("u2", "bob@example.org").id("d2").key("nonsense"),
                main("u3", "carol@example.org").id("d3"),
                main("u4", "dave@example.org").id("d4").key(KEY),
                main("u5", "Dave@example.org").id("d5").key(KEY),
                main("u6", "eve@example.org")
                        .id("d6")
                        .key(KEY)
                        .withRaw("cert_fingerprints", "{\"0a1b\": \"soon\"}")
                        .with("disabled_cert_fingerprints", "none")
                        .with("notify", "eve@example.org")));

        assertThat(report.isClean()).isFalse();
        assertThat(report.findings())
                .extracting(finding -> finding.documentId().orElseThrow())
                .containsExactly("d1", "d2", "d3", "d5", "d6", "d6", "d6", "d6");
        assertThat(report.text())
                .contains(
                        "broken: 1\n",
                        "  alice@example.org (identity d1): \"enabled\" is not true or false\n",
                        "  bob@example.org (identity d2): certificate: malformed",
                        "  carol@example.org (identity d3): certificate: no certificate\n",
                        "  dave@example.org (identity d5): identity d4 is also the main identity of this address\n",
                        "  eve@example.org (identity d6): \"cert_fingerprints\": a name that is not a SHA-1 fingerprint\n",
                        "  eve@example.org (identity d6): \"cert_fingerprints\": a date that is not yyyy-mm-dd\n",
                        "  eve@example.org (identity d6): \"disabled_cert_fingerprints\" is not an object\n",
                        "  eve@example.org (identity d6): \"notify\" is the address itself, whose mail waits then; give another one\n");
    }

    @Test
    void reportShouldListEachAddressWhoseMailIsRefusedAtRcpt() throws Exception {
        DirectoryReport report = check(array(
                main("u1", "alice@example.org").id("alice").key(KEY),
                alias("u1", "loop1@example.org", "loop2@example.org").id("l1"),
                alias("u1", "loop2@example.org", "loop1@example.org").id("l2"),
                alias("u1", "lost@example.org", "gone@example.org").id("a1"),
                alias("u1", "far@example.org", "lost@example.org").id("a2"),
                alias("u9", "away@example.org", "away@elsewhere.example").id("f1"),
                alias("u1", "mine@example.org", "mine@elsewhere.example").id("f2"),
                main("u2", "bob@example.org").id("bob").key(KEY).disabled(),
                alias("u2", "rob@example.org", "bob@example.org").id("a3"),
                main("u3", "carol@example.org").id("carol"),
                alias("u3", "carla@example.org", "carol@example.org").id("a4"),
                alias("u1", "team@example.org", "alice@example.org").id("t1"),
                alias("u1", "team@example.org", "gone@example.org").id("t2"),
                alias("u1", "all@example.org", "alice@example.org").id("t3"),
                alias("u1", "all@example.org", "bob@example.org").id("t4"),
                alias("u4", "\"john smith\"@example.org", "gone@example.org").id("q1"),
                main("u5", "dave@example.org").id("dave").key("nonsense").without("destination"),
                alias("u5", "david@example.org", "dave@example.org").id("a5")));

        assertThat(report.text()).endsWith("""
                        problems: 12
                          carol@example.org (identity carol): certificate: no certificate
                          dave@example.org (identity dave): "destination" is missing
                          loop1@example.org (identity l1): its mail is refused (550 5.4.6): at identity l2, its aliases lead back to one another
                          loop2@example.org (identity l2): its mail is refused (550 5.4.6): at identity l1, its aliases lead back to one another
                          lost@example.org (identity a1): its mail is refused (550 5.1.1): its destination does not exist
                          far@example.org (identity a2): its mail is refused (550 5.1.1): at identity a1, its destination does not exist
                          away@example.org (identity f1): its mail waits (450 4.7.5): the directory has no OpenPGP key or S/MIME certificate for it
                          rob@example.org (identity a3): its mail is refused (550 5.2.1): at identity bob, it is disabled
                          carla@example.org (identity a4): its mail waits (450 4.7.5): at account u3, the directory has no OpenPGP key or S/MIME certificate for it
                          team@example.org (identity t2): its mail does not get to each of its destinations: its destination does not exist
                          "john smith"@example.org (identity q1): its mail is refused (550 5.1.1): its destination does not exist
                          david@example.org (identity a5): its mail waits (450 4.7.5): the document of its destination is broken, or not the only one with that main address
                        """);
    }

    @Test
    void reportShouldJudgeTheCatchAllByAnAddressThatHasNoIdentity() throws Exception {
        DirectoryReport report = check(array(
                main("u1", "nobody@example.org").id("d1").key(KEY),
                alias("u1", "@example.org", "gone@example.com").id("d2")));

        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void reportShouldSayWhoseCertificatesAnAccountHas() throws Exception {
        TestKey alice = TestKeys.curve25519("Alice <alice@example.org>");
        TestKey info = TestKeys.curve25519("Alice <INFO@example.org>");
        TestKey bob = TestKeys.curve25519("Bob <bob@example.org>");
        TestKey expired = TestKeys.expired();
        DirectoryReport report = check(array(
                main("u1", "alice@example.org").id("d1").keys(alice.armoredCertificate(), info.armoredCertificate()),
                main("u2", "edith@example.org").id("d2").keys(expired.armoredCertificate(), bob.armoredCertificate()),
                main("u3", "other@example.org").id("d3").key(bob.armoredCertificate()),
                alias("u1", "info@example.org", "alice@example.org").id("d4")));

        assertThat(report.findings())
                .extracting(finding -> finding.documentId().orElseThrow(), DirectoryReport.Finding::problem)
                .containsExactly(
                        tuple(
                                "d2",
                                "certificate: expired on " + TestKeys.EXPIRED + ", fingerprint "
                                        + expired.fingerprint()),
                        tuple(
                                "d2",
                                "2 certificates, 1 of them names other addresses: fingerprint " + bob.fingerprint()));
    }

    @Test
    void reportShouldSayThatACertificateWithoutPostQuantumSubkeysUndoesAnother() throws Exception {
        TestKey postQuantum = TestKeys.postQuantum4();
        TestKey classical = TestKeys.curve25519("Quentin <quentin@example.org>");
        DirectoryReport report = check(array(
                main("u1", "quentin@example.org")
                        .id("d1")
                        .keys(postQuantum.armoredCertificate(), classical.armoredCertificate()),
                main("u2", "bob@example.org").id("d2").key(postQuantum.armoredCertificate())));

        assertThat(report.findings())
                .extracting(finding -> finding.documentId().orElseThrow(), DirectoryReport.Finding::problem)
                .containsExactly(tuple(
                        "d1",
                        "certificate: mail is not protected from quantum computers although a certificate has a"
                                + " post-quantum key, since another has none: fingerprint "
                                + classical.fingerprint()));
        assertThat(report.about())
                .contains(
                        "mail for 1 address is protected from quantum computers as long as encryption-subkeys is strongest");
    }

    @Test
    void reportShouldSayWhenProtectionFromQuantumComputersEndsOrHasEnded() throws Exception {
        Instant past = TestKeys.NOW.minus(Duration.ofDays(3));
        Instant soon = TestKeys.NOW.plus(Duration.ofDays(5));
        Instant later = TestKeys.NOW.plus(Duration.ofDays(50));
        DirectoryReport report = check(
                array(
                        main("u1", "alice@example.org")
                                .id("past")
                                .key(TestKeys.postQuantum4(past).armoredCertificate()),
                        main("u2", "alice2@example.org")
                                .id("soon")
                                .key(TestKeys.postQuantum4(soon).armoredCertificate()),
                        main("u3", "alice3@example.org")
                                .id("later")
                                .key(TestKeys.postQuantum4(later).armoredCertificate()),
                        main("u4", "bob@example.org").id("classical").key(KEY)),
                Optional.of(Duration.ofDays(30)));

        assertThat(report.findings())
                .extracting(finding -> finding.documentId().orElseThrow(), DirectoryReport.Finding::problem)
                .containsExactly(tuple(
                        "past",
                        "certificate: its last post-quantum key expired or was revoked on " + past
                                + ", so mail is no longer protected from quantum computers; hand in a new one, or the"
                                + " certificate without it"));
        assertThat(report.expiring())
                .extracting(finding -> finding.documentId().orElseThrow(), DirectoryReport.Finding::problem)
                .containsExactly(tuple(
                        "soon",
                        "certificate: its last post-quantum key ends on " + soon
                                + "; from then on, mail is not protected from quantum computers"));
        assertThat(report.about())
                .contains(
                        "mail for 2 addresses is protected from quantum computers as long as encryption-subkeys is strongest");
    }

    @Test
    void reportShouldSayThatThereIsASecretKeyBesideTheCertificateOrInItsPlace() throws Exception {
        TestKey alice = TestKeys.curve25519();
        String secret =
                "keys.pgp contains a PRIVATE key. Remove it, treat it as compromised," + " and use \"gpg --export\"";
        DirectoryReport report = check(array(
                main("u1", "alice@example.org").id("d1").key(alice.armoredSecretKey()),
                main("u2", "bob@example.org").id("d2").keys(KEY, alice.armoredSecretKey())));

        assertThat(report.findings())
                .extracting(finding -> finding.documentId().orElseThrow(), DirectoryReport.Finding::problem)
                .containsExactly(tuple("d1", secret), tuple("d2", secret));
    }

    @Test
    void checkShouldFailWhenTheFileIsNotAnArray() {
        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> check("{}"))
                .withMessageEndingWith("is not a JSON array");
        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> check("[{\"type\": \"Identity\"}"))
                .withMessageContaining("ends too early");
    }
}
