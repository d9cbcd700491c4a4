package org.sealmx.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAccountsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    static Path folder;

    static Path demo;

    @BeforeAll
    static void createAccounts() throws Exception {
        demo = folder.resolve("demo");
        DemoAccounts.create(demo, List.of("example.org", "example.net"), CLOCK);
    }

    @Test
    void createShouldWriteEveryIdentity() throws Exception {
        assertThat(identities())
                .containsExactly(
                        "alice@example.org -> alice@example.org",
                        "bob@example.org -> bob@example.org",
                        "carol@example.org -> carol@example.org",
                        "dave@example.org -> dave@example.org",
                        "erin@example.org -> erin@example.org",
                        "team@example.org -> alice@example.org",
                        "team@example.org -> bob@example.org",
                        "postmaster@example.org -> alice@example.org",
                        "postmaster@example.net -> alice@example.org");
    }

    @Test
    void createShouldDisableCarolOnly() throws Exception {
        assertThat(identity("carol").path("enabled").asBoolean(true)).isFalse();
        assertThat(identity("alice").has("enabled")).isFalse();
    }

    @Test
    void createShouldMakeUsableCertificatesForAliceAndBob() throws Exception {
        assertThat(certificate("alice").getEncryptionKeys(Date.from(NOW))).hasSize(1);
        assertThat(certificate("bob").getEncryptionKeys(Date.from(NOW))).hasSize(1);
    }

    @Test
    void createShouldNotAskForAuthenticatedEncryptionWhichOlderProgramsCannotRead() throws Exception {
        assertThat(certificate("alice").getPrimaryKey().getFeatures().supportsSEIPDv2())
                .isFalse();
        assertThat(certificate("alice").getPrimaryKey().getFeatures().supportsModificationDetection())
                .isTrue();
    }

    @Test
    void createShouldMakeACertificateForErinThatHasExpired() throws Exception {
        OpenPGPCertificate erin = certificate("erin");

        assertThat(erin.getEncryptionKeys(Date.from(NOW))).isEmpty();
        assertThat(erin.getEncryptionKeys(Date.from(NOW.minusSeconds(500L * 24 * 3600))))
                .hasSize(1);
    }

    @Test
    void createShouldMakeNoCertificateForDave() throws Exception {
        assertThat(identity("dave").has("keys")).isFalse();
    }

    @Test
    void createShouldKeepEverythingToTheOwner() throws Exception {
        assertThat(permissions(demo)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(demo)) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(permissions(file))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void createShouldChangeNothingTheSecondTime() throws Exception {
        String before = Files.readString(demo.resolve(DemoAccounts.DIRECTORY)) + secretKey("alice") + secretKey("bob");

        DemoAccounts.create(demo, List.of("example.org", "example.net"), CLOCK);

        assertThat(Files.readString(demo.resolve(DemoAccounts.DIRECTORY)) + secretKey("alice") + secretKey("bob"))
                .isEqualTo(before);
    }

    @Test
    void createShouldLeaveAnEditedDirectoryAlone(@TempDir Path other) throws Exception {
        copyKeysTo(other);
        String edited = "[{\"address\": \"postmaster@example.org\"}]";
        Files.writeString(other.resolve(DemoAccounts.DIRECTORY), edited);

        DemoAccounts.create(other, List.of("example.org"), CLOCK);

        assertThat(other.resolve(DemoAccounts.DIRECTORY)).hasContent(edited);
    }

    @Test
    void createShouldAddADomainAndKeepTheKeys(@TempDir Path other) throws Exception {
        copyKeysTo(other);
        DemoAccounts.create(other, List.of("example.org"), CLOCK);

        DemoAccounts.create(other, List.of("example.org", "example.com"), CLOCK);

        assertThat(Files.readString(other.resolve(DemoAccounts.DIRECTORY))).contains("postmaster@example.com");
        assertThat(other.resolve(DemoAccounts.keyFile("alice@example.org"))).hasContent(secretKey("alice"));
    }

    private static void copyKeysTo(Path other) throws IOException {
        for (String name : List.of("alice", "bob", "erin")) {
            String file = DemoAccounts.keyFile(name + "@example.org");
            Files.copy(demo.resolve(file), other.resolve(file));
        }
    }

    private static String secretKey(String name) throws IOException {
        return Files.readString(demo.resolve(DemoAccounts.keyFile(name + "@example.org")));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> identities() throws IOException {
        List<String> all = new ArrayList<>();
        for (JsonNode document : documents()) {
            all.add(document.path("address").asText() + " -> "
                    + document.path("destination").asText());
        }
        return all;
    }

    private static OpenPGPCertificate certificate(String name) throws IOException {
        return new BcOpenPGPApi()
                .readKeyOrCertificate()
                .parseCertificate(identity(name).path("keys").path("pgp").asText());
    }

    private static JsonNode identity(String name) throws IOException {
        for (JsonNode document : documents()) {
            if (document.path("address").asText().equals(name + "@example.org")) {
                return document;
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private static JsonNode documents() throws IOException {
        return new ObjectMapper().readTree(demo.resolve(DemoAccounts.DIRECTORY).toFile());
    }
}
