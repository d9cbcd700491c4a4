package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.hop.HopServer;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.tools.Main;

/** What {@code check} says about forwards. */
class ForwardHopCheckTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path conf;
    private HopServer hop;

    @BeforeEach
    void start() throws IOException {
        hop = HopServer.onLoopback();
        conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("directory.json"),
                TestIdentities.array(List.of(
                        TestIdentities.main("u1", "postmaster@example.org")
                                .id("d1")
                                .key(TestKeys.curve25519().armoredCertificate()),
                        TestIdentities.alias("u1", "away@example.org", "far@elsewhere.example")
                                .id("d2"))));
    }

    @AfterEach
    void stop() throws IOException {
        hop.close();
    }

    private int check(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("domains=example.org", "directory=file://conf/directory.json"));
        all.addAll(List.of(lines));
        Files.write(conf.resolve("sealmx.properties"), all);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        out.reset();
        return Main.run(List.of("check", "--conf", conf.toString()), InputStream.nullInputStream(), stream, stream);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String address() throws IOException {
        return "inet:127.0.0.1:" + hop.port();
    }

    @Test
    void checkShouldSayThatForwardingIsOffWhenThereAreForwards() throws IOException {
        assertThat(check()).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(said())
                .contains("forwarding is off (forward-hop in sealmx.properties), so mail for 1 forward is refused\n");
    }

    @Test
    void checkShouldOpenASessionAndSendNothing() throws IOException {
        assertThat(check("forward-hop=" + address())).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(said()).contains("forwards go to " + address() + " without TLS, which takes mail\n");
        assertThat(hop.commands).startsWith("EHLO example.org").doesNotContain("DATA");
        assertThat(hop.messages).isEmpty();
    }

    @Test
    void checkShouldLogIn() throws IOException {
        Files.writeString(conf.resolve("login"), "relay:s3cret\n");
        String[] lines = {"forward-hop=" + address(), "forward-hop-credentials=file://conf/login"};
        hop.answer("EHLO", "250-hop.test\r\n250 AUTH PLAIN").answer("AUTH", "535 5.7.8 wrong");
        assertThat(check(lines)).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains("forward-hop " + address() + " cannot be used: the server answered AUTH with 535 5.7.8;")
                .doesNotContain("s3cret");
        hop.answer("AUTH", "235 2.7.0 OK");
        assertThat(check(lines)).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(said()).contains("without TLS, with a login, which takes mail\n");
    }

    @Test
    void checkShouldSayWhyTheServerCannotBeUsed() throws IOException {
        hop.answer(HopServer.CONNECT, "554 5.7.1 no");
        assertThat(check("forward-hop=" + address())).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said()).contains("cannot be used: the server answered the greeting with 554 5.7.1;");
        String address = address();
        hop.close();
        assertThat(check("forward-hop=" + address)).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said()).contains("forward-hop " + address + " cannot be used: ConnectException;");
        assertThat(said()).contains("forwards go to " + address + " without TLS, which cannot be used\n");
    }

    @Test
    void checkShouldEndWith2WhenTheSettingsContradictOneAnother() throws IOException {
        Files.writeString(conf.resolve("login"), "relay:s3cret\n");
        assertThat(check("forward-hop=inet:mx.example.org:25", "forward-hop-credentials=file://conf/login"))
                .isEqualTo(CheckCommand.UNKNOWN);
        assertThat(said())
                .hasLineCount(1)
                .startsWith("sealmx: sealmx.properties: 'forward-hop' cannot be used: ")
                .doesNotContain("s3cret");
    }
}
