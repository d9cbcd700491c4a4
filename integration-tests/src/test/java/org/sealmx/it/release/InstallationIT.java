package org.sealmx.it.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.ImapClient;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.WorkFolder;

/** The program of an unpacked release, run by an ordinary user who may not write to it. */
class InstallationIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long STOP_LIMIT_SECONDS = 60;
    private static final String NOBODY = "65534";
    private static final int EX_CONFIG = 78;

    private final WorkFolder folder;

    InstallationIT() throws IOException {
        folder = new WorkFolder("installation");
        Files.createDirectory(state());
        if (isRoot()) {
            run("chmod", "755", folder.path().toString());
            run("chown", NOBODY + ":" + NOBODY, state().toString());
        }
    }

    @AfterEach
    void delete() throws IOException {
        folder.close();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(String... words) throws IOException {
        try {
            Command.require(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Starts the program; its console is in a file. */
    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        words.add(Release.shared().tarballTree().resolve("bin/sealmx").toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(console().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SEALMX_JAVA_OPTS", "-Xmx1g");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path console() {
        return folder.resolve("console");
    }

    private String said() throws IOException {
        return Files.readString(console());
    }

    private int end(Process process) throws Exception {
        assertThat(process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(said())
                .isTrue();
        return process.exitValue();
    }

    /** A configuration of its own, as a service has, with the options in its file. */
    private Path configuration(List<String> options) throws IOException {
        Path conf = folder.resolve("conf");
        run("cp", "-r", Release.shared().tarballTree().resolve("conf").toString(), conf.toString());
        Files.write(conf.resolve("sealmx.options"), options);
        return conf;
    }

    @Test
    void ordinaryUserShouldGetMailSealedAndReadIt() throws Exception {
        DirectoryFile directory = new DirectoryFile();
        Accounts.shared().writeTo(directory);
        int lmtp = Ports.free();
        int imap = Ports.free();
        Path conf = configuration(List.of(
                "# of the operator",
                "",
                "domain    example.org",
                "directory " + directory.writeTo(folder.resolve("directory.json")),
                "lmtp-port " + lmtp,
                "imap-port " + imap,
                "webadmin-port " + Ports.free()));
        Map<String, String> places =
                Map.of("SEALMX_SERVICE", "yes", "SEALMX_CONF", conf.toString(), "SEALMX_DATA", state().toString());
        Process server = start(places, "--imap-password", SealMxServer.PASSWORD);
        try {
            Await.until("the server to be ready", START_LIMIT, () -> {
                if (!server.isAlive()) {
                    throw new IOException("it ended: " + said());
                }
                return said().contains("SealMX is ready");
            });
            byte[] message = Messages.fresh("Subject: hidden\r\n", "for alice only\r\n");
            try (LmtpClient client = LmtpClient.lhlo(lmtp)) {
                assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message))
                        .extracting(ServerReply::status)
                        .containsExactly("250 2.6.0");
            }
            byte[] stored;
            try (ImapClient client = ImapClient.login(imap, Accounts.ALICE, SealMxServer.PASSWORD)) {
                assertThat(client.countInbox()).isEqualTo(1);
                stored = client.fetch(1);
            }
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("hidden", "for alice only");
            assertThat(new String(
                            Accounts.shared()
                                    .gpg()
                                    .decrypt(SealedMessage.parse(stored).armor()),
                            StandardCharsets.ISO_8859_1))
                    .contains("Subject: hidden", "for alice only");
        } finally {
            server.toHandle().destroy();
        }
        assertThat(end(server)).isZero();
        assertThat(state().resolve("store/mail")).exists();
        assertThat(Release.shared().tarballTree().resolve("run")).doesNotExist();

        assertThat(end(start(places, "list"))).as(said()).isZero();
        assertThat(said()).contains(Accounts.ALICE);
    }

    @Test
    void serviceShouldNotStartBeforeItIsConfigured() throws Exception {
        Path conf =
                configuration(Files.readAllLines(Release.shared().tarballTree().resolve("conf/sealmx.options")));

        Process service = start(
                Map.of("SEALMX_SERVICE", "yes", "SEALMX_CONF", conf.toString(), "SEALMX_DATA", state().toString()));

        assertThat(end(service)).isEqualTo(EX_CONFIG);
        assertThat(said())
                .isEqualTo("sealmx: it is not configured: set domain and directory in " + conf + "/sealmx.options\n");
    }

    @Test
    void optionsThatMakeNoSenseShouldBeNamedWithTheirLine() throws Exception {
        Path conf = configuration(List.of("# mine", "--domain example.org"));
        Process service = start(Map.of("SEALMX_CONF", conf.toString(), "SEALMX_DATA", state().toString()));

        assertThat(end(service)).isEqualTo(1);
        assertThat(said())
                .isEqualTo(
                        "sealmx: " + conf + "/sealmx.options, line 2: '--domain' is not the name of an option; write,"
                                + " for example: domain example.org\n");
    }

    @Test
    void helpShouldNameTheProgramAndTheFoldersOfTheInstallation() throws Exception {
        Process help = start(Map.of("SEALMX_CONF", "/etc/sealmx", "SEALMX_DATA", "/var/lib/sealmx"), "--help");

        assertThat(end(help)).isZero();
        assertThat(said())
                .contains("bin/sealmx", "default: /etc/sealmx.", "/var/lib/sealmx.")
                .doesNotContain("run.sh", "james-conf/conf");
    }
}
