package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.standalone.demo.ImapMailbox;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.james.Ports;

/** How the program begins and ends. */
class ProgramLifeIT {

    private static final String ZOE = """
            [{"_id": "1", "type": "Identity", "user_id": "f3a1", "address": "zoe@example.org", "destination": "zoe@example.org"},
             {"_id": "2", "type": "Identity", "user_id": "f3a1", "address": "postmaster@example.org",
              "destination": "zoe@example.org"}]
            """;

    @TempDir
    Path folder;

    @Test
    void demoShouldOpenWhatIsStoredAndEndWell() throws Exception {
        try (Program demo =
                Program.start("demo", "--data", folder.resolve("data").toString())) {
            assertThat(demo.exitCode()).isZero();
            assertThat(demo.said()).contains("-----BEGIN PGP MESSAGE-----", "The demo went well");
        }
    }

    @Test
    void programShouldEndCleanlyOnSigterm() throws Exception {
        Path directory = directory(ZOE);
        Ports ports = Ports.free();
        try (Program program = start(ports, "--directory", directory.toString()).await("SealMX is ready")) {
            assertThat(program.terminate().exitCode()).isZero();
        }
        ports.requireFree();
    }

    /** Postfix must have the reply of a transaction that had begun, and nobody else may begin one. */
    @Test
    void programShouldFinishTransactionsOnSigterm() throws Exception {
        Ports ports = Ports.free();
        Letter letter = Letter.to("alice@example.org");
        try (Program program = start(ports).await("SealMX is ready");
                LmtpClient client = LmtpClient.lhlo(ports.lmtp());
                LmtpClient idle = LmtpClient.lhlo(ports.lmtp())) {
            client.envelope(Letter.SENDER, List.of(letter.recipient()));
            program.terminate();
            assertThat(idle.readReply().status()).isEqualTo("421 4.3.2");

            assertThat(client.data(letter.bytes(), 1))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
            assertThat(client.readReply().status()).isEqualTo("421 4.3.2");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void programShouldEndAtOnceOnTheSecondSigterm() throws Exception {
        Ports ports = Ports.free();
        try (Program program = start(ports).await("SealMX is ready");
                LmtpClient client = LmtpClient.lhlo(ports.lmtp());
                LmtpClient idle = LmtpClient.lhlo(ports.lmtp())) {
            client.command("MAIL FROM:<>");
            program.terminate();
            assertThat(idle.readReply().status()).isEqualTo("421 4.3.2");

            assertThat(program.terminate().exitCode()).isEqualTo(128 + 15);
        }
    }

    @Test
    void secondStartInMemoryShouldKnowTheKeyOfTheFirstAndNoneOfItsMail() throws Exception {
        Ports ports = Ports.free();
        Path key = folder.resolve("data/var/sealmx/delivery-id.key");
        Letter letter = Letter.to("alice@example.org");
        try (Program first = start(ports, "--store", "memory").await("SealMX is ready")) {
            deliver(ports, letter);
            assertThat(first.terminate().exitCode()).isZero();
        }
        byte[] made = Files.readAllBytes(key);
        try (Program second = start(ports, "--store", "memory").await("SealMX is ready")) {
            deliver(ports, letter);
            assertThat(ImapMailbox.newest(ports.imap(), "alice@example.org", "demo"))
                    .isNotEmpty();
            assertThat(second.terminate().exitCode()).isZero();
        }
        assertThat(key).hasBinaryContent(made);
        assertThat(Files.readString(folder.resolve("data/log/sealmx.log")))
                .containsOnlyOnce("made a new key for the delivery ids");
    }

    private static void deliver(Ports ports, Letter letter) throws Exception {
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            assertThat(client.offer(Letter.SENDER, List.of(letter.recipient()), letter.bytes()))
                    .allMatch(outcome -> outcome.reply().isPositive());
        }
    }

    @Test
    void imapPasswordShouldGiveEveryMainIdentityALogin() throws Exception {
        Path directory = directory(ZOE);
        Ports ports = Ports.free();
        try (Program program = start(ports, "--directory", directory.toString(), "--imap-password", "s3cret")
                .await("SealMX is ready")) {
            assertThat(program.said()).doesNotContain("Demo accounts", "s3cret");
            assertThatIOException()
                    .isThrownBy(() -> ImapMailbox.newest(ports.imap(), "zoe@example.org", "s3cret"))
                    .withMessage("the inbox of zoe@example.org is empty");
        }
    }

    @Test
    void brokenDirectoryShouldBeNamedInOneLine() throws Exception {
        Path directory = directory("[{]");
        try (Program program = start(Ports.free(), "--directory", directory.toString())) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.said().lines())
                    .containsExactly("Starting James and SealMX", complaint(program))
                    .last()
                    .asString()
                    .startsWith("sealmx: ")
                    .contains(directory.toString());
        }
    }

    @Test
    void machineThatDoesNotKnowItsNameShouldBeToldSoInOneLine() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
        try (Program program = Program.start(
                environment, "demo", "--data", folder.resolve("data").toString())) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.said().lines().filter(line -> !line.startsWith("NOTE: ")))
                    .singleElement()
                    .asString()
                    .startsWith("sealmx: this machine does not know its own name, ")
                    .endsWith(" to /etc/hosts");
        }
    }

    @Test
    void demoThatIsEndedShouldNotPassForDone() throws Exception {
        try (Program demo = Program.start(
                        "demo", "--data", folder.resolve("data").toString())
                .await("Starting James and SealMX")) {
            assertThat(demo.terminate().exitCode()).isEqualTo(143);
            assertThat(demo.said()).doesNotContain("The demo went well");
        }
    }

    @Test
    void commandWithoutADirectoryShouldSayWhatToDo() throws Exception {
        for (String command : List.of("check", "list")) {
            try (Program program =
                    Program.start(command, "--data", folder.resolve("data").toString())) {
                assertThat(program.exitCode()).isNotZero();
                assertThat(program.said())
                        .isEqualTo("sealmx: there is no directory; name one with --directory (an installation has it in"
                                + " sealmx.options), or start the server without one, which makes demo accounts\n");
            }
        }
    }

    @Test
    void wrongOptionShouldBeNamedInOneLine() throws Exception {
        try (Program program = Program.start("--bogus")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.said()).isEqualTo("sealmx: unknown option --bogus; see --help\n");
        }
    }

    @Test
    void debugShouldShowTheStackTrace() throws Exception {
        try (Program program = Program.start("--bogus", "--debug")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.said()).contains("\tat org.sealmx.cli.Commands.misused(");
        }
    }

    @Test
    void wrongSettingShouldBeNamedWithItsFile() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        try (Stream<Path> shipped = Files.list(Installation.find().conf())) {
            for (Path file : shipped.toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        Files.writeString(conf.resolve("webadmin.properties"), "enabled=true\nhost=127.0.0.1\nport=ten\n");

        try (Program program = start(Ports.free(), "--conf", conf.toString())) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(complaint(program))
                    .startsWith("sealmx: webadmin.properties: ")
                    .contains("'ten'");
        }
    }

    private Program start(Ports ports, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(ProgramIT.arguments(ports, folder.resolve("data"))));
        arguments.addAll(List.of(further));
        return Program.start(arguments.toArray(String[]::new));
    }

    private static String complaint(Program program) {
        return program.said()
                .lines()
                .filter(line -> line.startsWith("sealmx: "))
                .findFirst()
                .orElse("none");
    }

    private Path directory(String json) throws IOException {
        return Files.writeString(folder.resolve("directory.json"), json);
    }
}
