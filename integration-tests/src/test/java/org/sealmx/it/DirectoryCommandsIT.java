package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Program;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.WorkFolder;

/** The commands that change the directory, beside a running server: what it replies, and what its logs have. */
class DirectoryCommandsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ROSA = "rosa@example.org";
    private static final String HELP = "help@example.org";
    private static final String UNKNOWN = "550 5.1.1";
    private static final String DISABLED = "550 5.2.1";
    private static final String ACCEPTED = "250 2.1.5";

    private static WorkFolder folder;
    private static Path certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        folder = new WorkFolder("commands");
        certificate = Files.writeString(
                folder.resolve("rosa.asc"), Sq.generate(folder, ROSA).certificate());
    }

    @AfterAll
    static void deleteCertificate() throws Exception {
        folder.close();
    }

    @Test
    void commandsShouldChangeWhatTheServerReadsInAFile() throws Exception {
        try (SealMxServer server =
                SealMxServer.builder().directory(Accounts.shared()::writeTo).start()) {
            requireEffects(
                    server,
                    List.of(
                            "--directory",
                            server.folder().resolve("directory.json").toString()));
        }
    }

    @Test
    void commandsShouldChangeWhatTheServerReadsInCouchDb() throws Exception {
        try (CouchDirectory couch = new CouchDirectory(SharedServers.couchDb())) {
            Accounts.shared().writeTo(couch.documents());
            couch.publishAll();
            try (SealMxServer server = SealMxServer.builder().couchDb(couch).start()) {
                // which names CouchDB, the database and the credentials
                List<String> options =
                        List.of("--conf", server.folder().resolve("conf").toString());
                requireEffects(server, options);
            }
        }
    }

    private static void requireEffects(SealMxServer server, List<String> options) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--data", data(server).toString()));
        awaitReply(server, ROSA, UNKNOWN);
        require(all, "add", ROSA, certificate.toString());
        awaitReply(server, ROSA, ACCEPTED);
        deliver(server, ROSA);
        require(all, "disable", ROSA);
        awaitReply(server, ROSA, DISABLED);
        require(all, "enable", ROSA);
        awaitReply(server, ROSA, ACCEPTED);

        awaitReply(server, HELP, UNKNOWN);
        require(all, "alias", HELP, ROSA);
        awaitReply(server, HELP, ACCEPTED);
        assertThat(run(all, "remove", ROSA).exitCode())
                .as("while an alias leads to it")
                .isEqualTo(1);
        require(all, "remove", HELP);
        awaitReply(server, HELP, UNKNOWN);
        assertThat(reply(server, ROSA)).isEqualTo(ACCEPTED);
        require(all, "remove", ROSA);
        awaitReply(server, ROSA, UNKNOWN);

        requireFound(server, ROSA, "2.6.0", "5.1.1", "5.2.1");
        requireFound(server, HELP, "5.1.1");
        requireAudited(server);
    }

    /** By the hash that the command prints, all outcomes of an address are found, and those of no other. */
    private static void requireFound(SealMxServer server, String address, String... statuses) throws Exception {
        String mark = " to=" + hash(server, address) + " ";
        assertThat(Files.readAllLines(data(server).resolve("log/outcomes.log")))
                .filteredOn(line -> line.contains(mark))
                .extracting(line -> line.replaceFirst(".* dsn=(\\S+) .*", "$1"))
                .containsOnly(statuses);
    }

    private static void requireAudited(SealMxServer server) throws Exception {
        List<String> changes = new ArrayList<>();
        for (String line : Files.readAllLines(data(server).resolve("log/audit.log"))) {
            assertThat(line).contains(" via=command ");
            changes.add(line.replaceFirst(".* directory=(\\S+) .* address=(\\S+) .*", "$1 $2"));
        }
        String rosa = hash(server, ROSA);
        String help = hash(server, HELP);
        assertThat(changes)
                .containsExactly(
                        "add " + rosa,
                        "disable " + rosa,
                        "enable " + rosa,
                        "add " + help,
                        "remove " + help,
                        "remove " + rosa);
    }

    private static String hash(SealMxServer server, String address) throws Exception {
        return new String(
                        Command.require(
                                new byte[0],
                                Program.words(List.of(
                                        "hash", address, "--data", data(server).toString()))),
                        StandardCharsets.UTF_8)
                .strip();
    }

    private static Path data(SealMxServer server) {
        return server.folder().resolve("data");
    }

    private static Command.Result run(List<String> options, String... command) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        words.addAll(options);
        return Command.run(new byte[0], Program.words(words));
    }

    private static void require(List<String> options, String... command) throws Exception {
        Command.Result result = run(options, command);
        assertThat(result.exitCode()).as(result.errors()).isZero();
    }

    private static void awaitReply(SealMxServer server, String recipient, String expected) throws Exception {
        Await.until(expected + " for " + recipient, LIMIT, () -> reply(server, recipient)
                .equals(expected));
    }

    private static String reply(SealMxServer server, String recipient) throws IOException {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(recipient)).get(0).status();
        }
    }

    private static void deliver(SealMxServer server, String recipient) throws IOException {
        try (LmtpClient client = server.lmtp()) {
            client.envelope(Accounts.SENDER, List.of(recipient));
            assertThat(client.data(Messages.fresh(), 1).get(0).status()).isEqualTo("250 2.6.0");
        }
    }
}
