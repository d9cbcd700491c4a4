package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;

/** All addresses of an account together show which of its certificates are its own. */
class StrangersInTheDirectoryTest {

    /** Names edith@example.org. */
    private static final TestKey EXPIRED = TestKeys.expired();

    private static final TestKey INFO = TestKeys.curve25519("Edith <INFO@Example.org>");
    private static final TestKey IDN = TestKeys.curve25519("Edith <edith@b\u00fccher.example>");
    private static final TestKey STRANGER = TestKeys.curve25519("Bob <bob@example.org>");

    private static final Doc EDITH = main("u1", "edith@example.org");
    private static final Doc ALIAS = alias("u1", "info@example.org", "edith@example.org");

    private static final List<String> DOMAINS = List.of("example.org", "xn--bcher-kva.example");

    @TempDir
    Path folder;

    /** Adds a postmaster for each domain; a directory file without them is not accepted. */
    private static List<Doc> withPostmasters(Doc... documents) {
        List<Doc> all = new ArrayList<>(List.of(documents));
        for (String domain : DOMAINS) {
            all.add(main("postmaster", "postmaster@" + domain));
        }
        return all;
    }

    private CertificateEvaluation evaluate(String recipient, Doc... documents) throws Exception {
        Path file = Files.writeString(folder.resolve("directory.json"), array(withPostmasters(documents)));
        try (RecipientDirectory directory = FileRecipientDirectory.open(
                file,
                LocalDomains.of(DOMAINS),
                ResolverSettings.defaults(),
                new AccountCertificateReader(),
                Clock.fixed(TestKeys.NOW, ZoneOffset.UTC))) {
            Resolution resolution = directory.resolve(EmailAddress.of(recipient));
            return ((Resolution.Routes) resolution)
                    .routes()
                    .get(0)
                    .certificates()
                    .evaluate(TestKeys.NOW);
        }
    }

    private static Doc with(Doc document, TestKey... keys) {
        return document.keys(
                List.of(keys).stream().map(TestKey::armoredCertificate).toArray(String[]::new));
    }

    @Test
    void resolveShouldNotSealToAStrangerAloneWhenItsOwnCertificateHasExpired() throws Exception {
        assertThat(evaluate("edith@example.org", with(EDITH, EXPIRED, STRANGER)))
                .isInstanceOf(Expired.class);
        assertThat(evaluate("edith@example.org", with(EDITH, STRANGER))).isInstanceOf(Usable.class);
    }

    @Test
    void resolveShouldTakeACertificateForItsOwnWhenItNamesAnAlias() throws Exception {
        assertThat(evaluate("edith@example.org", with(EDITH, EXPIRED, INFO), ALIAS))
                .isInstanceOf(Usable.class);
        assertThat(evaluate("info@example.org", with(EDITH, EXPIRED, INFO), ALIAS))
                .isInstanceOf(Usable.class);
        assertThat(evaluate("edith@example.org", with(EDITH, EXPIRED, INFO))).isInstanceOf(Expired.class);
        assertThat(evaluate(
                        "edith@example.org",
                        with(EDITH, EXPIRED, IDN),
                        alias("u1", "edith@xn--bcher-kva.example", "edith@example.org")))
                .isInstanceOf(Usable.class);
    }

    @Test
    void resolveShouldNotTakeAddressesOfOthersOnTheWayForItsOwn() throws Exception {
        Doc team = alias("u9", "team@example.org", "edith@example.org");
        Doc bob = main("u9", "bob@example.org");

        assertThat(evaluate("team@example.org", with(EDITH, EXPIRED, STRANGER), team, bob))
                .isInstanceOf(Expired.class);
        assertThat(evaluate("team@example.org", EDITH, with(team, EXPIRED, STRANGER), bob))
                .isInstanceOf(Usable.class);
    }
}
