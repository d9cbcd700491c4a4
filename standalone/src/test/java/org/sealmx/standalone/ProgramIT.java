package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.standalone.demo.ImapMailbox;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.james.Ports;

/** The program with the shipped configuration. */
class ProgramIT {

    @TempDir
    static Path data;

    static Ports ports;
    static Program program;

    @BeforeAll
    static void start() throws Exception {
        ports = Ports.free();
        program = Program.start(arguments(ports, data)).await("SealMX is ready");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void programShouldSayWhatRunsWhereAndWhoThereIs() {
        assertThat(program.said())
                .contains(
                        "127.0.0.1:" + ports.lmtp(),
                        "127.0.0.1:" + ports.imap(),
                        "http://127.0.0.1:" + ports.webadmin())
                .contains("alice@example.org", "bob@example.org", "carol@example.org", "dave@example.org")
                .contains("erin@example.org", "team@example.org")
                .contains("./run.sh send alice@example.org --lmtp-port " + ports.lmtp());
    }

    @Test
    void programShouldStoreSealedMailInTheMailboxOfTheDestination() throws Exception {
        Letter letter = Letter.to("team@example.org");

        assertThat(deliver(letter)).containsExactly("team@example.org: 250 2.6.0 Message stored");

        String stored = new String(ImapMailbox.newest(ports.imap(), "bob@example.org", "demo"), StandardCharsets.UTF_8);
        assertThat(stored).contains("-----BEGIN PGP MESSAGE-----").doesNotContain(letter.secret());
    }

    @Test
    void programShouldAnswerForEachDemoAccountAsItIsSaid() throws Exception {
        assertThat(deliver(Letter.to("carol@example.org")))
                .containsExactly("carol@example.org: 550 5.2.1 This account does not accept mail");
        assertThat(deliver(Letter.to("dave@example.org")))
                .containsExactly("dave@example.org: 450 4.7.5 The recipient cannot receive mail now");
        assertThat(deliver(Letter.to("erin@example.org")))
                .containsExactly("erin@example.org: 450 4.7.5 The recipient cannot receive mail now");
        assertThat(deliver(Letter.to("postmaster@example.org")))
                .containsExactly("postmaster@example.org: 250 2.6.0 Message stored");
    }

    @Test
    void programShouldGiveNobodyElseALogin() {
        assertThatIOException().isThrownBy(() -> ImapMailbox.newest(ports.imap(), "team@example.org", "demo"));
    }

    @Test
    void logShouldNameNobody() throws Exception {
        deliver(Letter.to("alice@example.org"));
        deliver(Letter.to("nobody.canary@example.org"));

        assertThat(Files.readString(data.resolve("log/outcomes.log")))
                .contains("status=sent")
                .contains("status=bounced")
                .doesNotContain("@example.org", "canary", "friend", "harbour");
        assertThat(Files.readString(data.resolve("log/sealmx.log")))
                .doesNotContain("@example.org", "canary", "friend", "harbour");
    }

    @Test
    void programShouldLeaveNoClearTextInItsFolder() throws Exception {
        Letter letter = Letter.to("alice@example.org");
        deliver(letter);

        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(letter.secret()));
        }
    }

    @Test
    void sendShouldSendAMessageAndReportItsReplies() throws Exception {
        try (Program send = Program.start(
                "send", "alice@example.org", "nobody@example.org", "--lmtp-port", Integer.toString(ports.lmtp()))) {
            assertThat(send.exitCode()).isEqualTo(1);
            assertThat(send.said())
                    .contains("alice@example.org: 250 2.6.0 Message stored")
                    .contains("nobody@example.org: 550 5.1.1 ")
                    .contains("sealmx: not everybody got the message");
        }
    }

    @Test
    void sendShouldTakeTheMessageFromStandardInput() throws Exception {
        sendTyped("Subject: typed\n\n.hello\n");
    }

    /** Otherwise the second would be taken for a retry of the first. */
    @Test
    void sendShouldStoreTheSameMessageAsOftenAsItIsHandedIn() throws Exception {
        int before = messagesOfBob();

        sendTyped("Subject: twice\n\nhello\n");
        sendTyped("Subject: twice\n\nhello\n");

        assertThat(messagesOfBob()).isEqualTo(before + 2);
    }

    private static void sendTyped(String message) throws Exception {
        try (Program send =
                Program.start("send", "bob@example.org", "-", "--lmtp-port", Integer.toString(ports.lmtp()))) {
            send.type(message);

            assertThat(send.exitCode()).isZero();
            assertThat(send.said()).isEqualTo("bob@example.org: 250 2.6.0 Message stored\n");
        }
    }

    private static int messagesOfBob() throws Exception {
        String status = Bash.run(
                        "curl -sS --user bob@example.org:demo -X 'STATUS INBOX (MESSAGES)' imap://127.0.0.1:"
                                + ports.imap() + "/",
                        List.of())
                .output();
        Matcher count = Pattern.compile("MESSAGES (\\d+)").matcher(status);
        assertThat(count.find()).as(status).isTrue();
        return Integer.parseInt(count.group(1));
    }

    @Test
    void linesOfTheReadmeShouldSendReadAndOpenAMessage(@TempDir Path folder) throws Exception {
        String lines = Pattern.compile("(?ms)^```sh\n(printf .*?)^```$")
                .matcher(Files.readString(Bash.project().resolve("README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        Path script = Files.writeString(folder.resolve("run.sh"), """
            exec '%s/bin/java' '-Dsealmx.home=%s' -cp '%2$s/lib/*' %s "$@" --lmtp-port %d
            """.formatted(
                        System.getProperty("java.home"),
                        System.getProperty("sealmx.home"),
                        Main.class.getName(),
                        ports.lmtp()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve("run"));
        Files.createSymbolicLink(folder.resolve("run/demo"), data.resolve("demo"));
        Path home = Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        Bash.Result result = Bash.run(
                "cd '" + folder + "'\n" + lines.replace("10143", Integer.toString(ports.imap()))
                        + "gpgconf --kill all\n",
                List.of(),
                Map.of("GNUPGHOME", home.toString()));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("alice@example.org: 250 2.6.0", "Subject: lunch", "At noon?");
        assertThat(Files.readString(folder.resolve("sealed.eml")))
                .contains("Subject: [...]", "-----BEGIN PGP MESSAGE-----")
                .doesNotContain("lunch", "At noon?");
    }

    @Test
    void secondProgramShouldNameTheBusyPort(@TempDir Path other) throws Exception {
        try (Program second = Program.start(arguments(ports, other))) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.said().lines())
                    .singleElement()
                    .asString()
                    .startsWith("sealmx: cannot listen on 127.0.0.1:" + ports.lmtp() + " for LMTP (")
                    .endsWith("choose another with --lmtp-port");
        }
    }

    /** With the same ports, too: no others would help. */
    @Test
    void secondProgramShouldNotTakeTheFolder() throws Exception {
        for (Ports chosen : List.of(Ports.free(), ports)) {
            try (Program second = Program.start(arguments(chosen, data))) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.said())
                        .isEqualTo("sealmx: another instance runs in " + data
                                + "; stop it, or name another folder with --data\n");
            }
        }
    }

    private static List<String> deliver(Letter letter) throws Exception {
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            return client.offer(Letter.SENDER, List.of(letter.recipient()), letter.bytes()).stream()
                    .map(outcome -> outcome.recipient() + ": " + outcome.reply())
                    .toList();
        }
    }

    static String[] arguments(Ports ports, Path data) {
        return new String[] {
            "--data", data.toString(),
            "--lmtp-port", Integer.toString(ports.lmtp()),
            "--imap-port", Integer.toString(ports.imap()),
            "--webadmin-port", Integer.toString(ports.webadmin())
        };
    }
}
