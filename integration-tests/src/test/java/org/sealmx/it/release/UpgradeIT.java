package org.sealmx.it.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/**
 * The data folders and configurations of earlier releases, as {@code packaging/release/keep-folder.sh} keeps them,
 * taken over by this version. Each must go on working for as long as {@code docs/RELEASING.md} promises.
 */
class UpgradeIT {

    private static final String ALICE = "alice@example.org";
    /** As {@code send} gives it. */
    private static final String SENDER = "friend@example.net";
    /** What the script makes the key of, too. */
    private static final String KEY_TEXT = "a key for the tests of upgrades, which protects nothing";

    private static final String STORED = "250 2.6.0";

    static List<Path> kept() throws IOException {
        try (Stream<Path> archives = Files.list(ServerPaths.root().resolve("integration-tests/src/test/upgrade"))) {
            return archives.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void mailJournalAndConfigurationShouldBeTakenOver(Path archive) throws Exception {
        try (WorkFolder folder = new WorkFolder("upgrade")) {
            Command.require(
                    "tar", "-xzf", archive.toString(), "-C", folder.path().toString());
            writeKey(folder.resolve("data").resolve("var/sealmx/delivery-id.key"));
            byte[] message = Files.readAllBytes(folder.resolve("message.eml"));
            String before = Files.readString(folder.resolve("stored.sha256")).strip();

            try (SealMxServer server = SealMxServer.builder()
                    .option("--store", "database")
                    .option("--data", folder.resolve("data").toString())
                    .option("--conf", folder.resolve("conf").toString())
                    .option("--directory", folder.resolve("directory.json").toString())
                    .start()) {
                assertThat(server.inbox(ALICE)).extracting(UpgradeIT::sha256).containsExactly(before);
                assertThat(deliver(server, message)).isEqualTo(STORED);
                assertThat(server.count(ALICE))
                        .as("a retry, which the journal knows")
                        .isEqualTo(1);
                assertThat(deliver(server, Messages.fresh())).isEqualTo(STORED);
                assertThat(server.inbox(ALICE)).hasSize(2).allSatisfy(stored -> assertThat(
                                new String(stored, StandardCharsets.ISO_8859_1))
                        .contains("-----BEGIN PGP MESSAGE-----"));
                assertThat(server.stop()).isZero();
            }
        }
    }

    /** What is committed has no secret in it. */
    @Test
    void keptFoldersShouldHoldCiphertextAndNoSecretKeys() throws Exception {
        assertThat(kept()).isNotEmpty();
        for (Path archive : kept()) {
            try (WorkFolder folder = new WorkFolder("upgrade")) {
                Command.require(
                        "tar", "-xzf", archive.toString(), "-C", folder.path().toString());
                for (Path file : WorkFolder.filesBelow(folder.path()).toList()) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    assertThat(text).as("%s in %s", file, archive).doesNotContain("PRIVATE KEY");
                    assertThat(file.toString()).doesNotEndWith(".key");
                    if (!file.endsWith("message.eml")) {
                        assertThat(text).as("%s in %s", file, archive).doesNotContain("taken by an earlier release");
                    }
                }
            }
        }
    }

    private static String deliver(SealMxServer server, byte[] message) throws IOException {
        try (LmtpClient client = server.lmtp()) {
            List<ServerReply> replies = client.deliver(SENDER, List.of(ALICE), message);
            return replies.get(0).status();
        }
    }

    private static void writeKey(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(digest("SHA-512", Octets.of(KEY_TEXT))));
    }

    private static String sha256(byte[] octets) {
        return HexFormat.of().formatHex(digest("SHA-256", octets));
    }

    private static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
