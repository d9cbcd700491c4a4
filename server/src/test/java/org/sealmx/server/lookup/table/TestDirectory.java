package org.sealmx.server.lookup.table;

import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificate;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.smtp.EmailAddress;

/** A real directory with an address of each kind, which the test can take away. */
public final class TestDirectory implements RecipientDirectory, ClientCertificates {

    /** Alice's client certificate, which is used last on the day before {@link #CLOCK}'s next. */
    public static final String FINGERPRINT = "0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d";

    /** Noon of the last day of {@link #FINGERPRINT}. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2025-06-01T12:00:00Z"), ZoneOffset.UTC);

    /** example.org and another domain with a catch-all. */
    public static final LocalDomains DOMAINS = LocalDomains.of(List.of("example.org", "catch.example"));

    private final FileRecipientDirectory file;
    private boolean away;

    private TestDirectory(FileRecipientDirectory file) {
        this.file = file;
    }

    /** Opens it, in a folder of the test. */
    public static TestDirectory open(Path folder) throws IOException, DirectoryConfigurationException {
        String key = TestKeys.curve25519().armoredCertificate();
        String other = TestKeys.rsa2048().armoredCertificate();
        String json = TestIdentities.array(
                main("u1", "alice@example.org")
                        .key(key)
                        .withRaw(
                                "cert_fingerprints",
                                "{\"" + FINGERPRINT + "\": \"2025-06-01\", \"" + FINGERPRINT.replace("0a", "0b")
                                        + "\": \"2025-05-31\", \"" + FINGERPRINT.replace("0a", "0c")
                                        + "\": \"soon\"}"),
                alias("u1", "postmaster@example.org", "alice@example.org"),
                alias("u1", "info@example.org", "alice@example.org"),
                alias("u1", "own-key@example.org", "alice@example.org").key(other),
                alias("u1", "closed-alias@example.org", "alice@example.org").acceptFrom("*@example.org"),
                main("u2", "bob@example.org").key(key),
                alias("u1", "team@example.org", "alice@example.org"),
                alias("u2", "team@example.org", "bob@example.org"),
                main("U 3", "john smith@example.org").with("address", "\"john smith\"@example.org")
                        .with("destination", "\"john smith\"@example.org")
                        .key(key),
                main("u4", "closed@example.org").key(key).acceptFrom("friend@example.net"),
                main("u5", "disabled@example.org").key(key).disabled(),
                main("u6", "keyless@example.org"),
                main("u7", "full@example.org").key(key).overQuota(),
                main("u8", "broken@example.org").withRaw("enabled", "\"perhaps\""),
                alias("u1", "forward@example.org", "alice@elsewhere.example").key(key),
                alias("u1", "loop@example.org", "loop2@example.org"),
                alias("u1", "loop2@example.org", "loop@example.org"),
                main("u9", "second@example.org").key(key),
                main("u9", "a-first@example.org").key(key),
                main("u10", "postmaster@catch.example").key(key),
                alias("u10", "@catch.example", "postmaster@catch.example"));
        return new TestDirectory(FileRecipientDirectory.open(
                Files.writeString(folder.resolve("directory.json"), json),
                DOMAINS,
                ResolverSettings.defaults(),
                new AccountCertificateReader(),
                CLOCK));
    }

    /** Lets nobody have an answer from now on, or again. */
    public void away(boolean away) {
        this.away = away;
    }

    /** The policy as shipped, over this. */
    public RecipientPolicy policy() {
        return TestPolicies.of(this, DOMAINS, PolicySettings.defaults(), CLOCK, TestPolicies.NO_LIMITS);
    }

    /** Our domains. */
    public static OurDomains ours() {
        return OurDomains.of(DOMAINS, ResolverSettings.defaults());
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        requireHere();
        return file.resolve(recipient);
    }

    @Override
    public Optional<ClientCertificate> find(CertificateFingerprint fingerprint, Instant at)
            throws DirectoryUnavailableException {
        requireHere();
        return file.find(fingerprint, at);
    }

    private void requireHere() throws DirectoryUnavailableException {
        if (away) {
            throw new DirectoryUnavailableException("scripted outage");
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
