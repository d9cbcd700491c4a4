package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.NextHopPlace;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopServer;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.tools.Main;
import picocli.CommandLine.TypeConversionException;

/** {@code check} with a next hop. */
class HopCheckTest {

    @TempDir
    Path folder;

    private HopServer hop;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        hop = HopServer.onLoopback();
    }

    @AfterEach
    void stop() throws IOException {
        hop.close();
    }

    private String place() throws IOException {
        return "inet:127.0.0.1:" + hop.port();
    }

    private int check(String properties, String... options) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("sealmx.properties"),
                "domains=example.org\ndirectory=file://conf/directory.json\n" + properties);
        Files.writeString(
                conf.resolve("directory.json"),
                TestIdentities.array(List.of(
                        TestIdentities.main("u1", "alice@example.org")
                                .id("d1")
                                .key(TestKeys.curve25519().armoredCertificate()),
                        TestIdentities.alias("u1", "postmaster@example.org", "alice@example.org")
                                .id("d2"))));
        List<String> words = new ArrayList<>(List.of("check", "--conf", conf.toString()));
        words.addAll(List.of(options));
        out.reset();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(words, InputStream.nullInputStream(), print, print);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hopThatAnswersShouldBeNoProblemAndGetNoMail() throws IOException {
        assertThat(check("store=lmtp\nnext-hop=" + place())).isZero();
        assertThat(check("store=mailbox", "--next-hop", place())).isZero();
        assertThat(hop.accepted).hasValue(2);
        assertThat(hop.commands).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void hopThatDoesNotAnswerShouldBeAProblem() throws IOException {
        hop.answer("LHLO", "502 5.5.1 no LMTP here");
        assertThat(check("store=lmtp\nnext-hop=" + place())).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains("the next hop " + place() + " does not work: the server answered LHLO with 502 5.5.1");
        String place = place();
        hop.close();
        assertThat(check("store=mailbox", "--next-hop", place)).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(check("store=mailbox", "--next-hop", "unix:" + folder + "/none"))
                .isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said()).contains("the next hop unix:" + folder + "/none does not work: ");
    }

    /** The server offers no TLS, and accepts mail without. */
    @Test
    void placeOfTheConfigurationShouldBeTriedWithItsSettings() throws IOException {
        String settings = "store=mailbox\nnext-hop-tls=starttls\nnext-hop=";

        assertThat(check(settings + place(), "--next-hop", place())).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said()).contains("the next hop " + place() + " does not work: ", "STARTTLS");
        assertThat(check(settings + "inet:127.0.0.1:1", "--next-hop", place())).isZero();
    }

    @Test
    void hopShouldNotBeAskedWhenMailGoesElsewhere() throws IOException {
        assertThat(check("store=mailbox\nnext-hop=" + place())).isZero();
        assertThat(hop.accepted).hasValue(0);
    }

    /** The option and the key accept the same. */
    @ParameterizedTest
    @ValueSource(strings = {"inet:127.0.0.1:24", "inet:[::1]:24", "inet:host:65535", "unix:/run/x"})
    void optionShouldTakeWhatTheKeyTakes(String place) {
        assertThat(new NextHopPlace().convert(place))
                .isEqualTo(HopAddress.parse(place).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:24",
                "inet:host",
                "inet::24",
                "inet:h:0",
                "inet:h:65536",
                "inet:::1:24",
                "unix:x",
                "lmtp:inet:h:1",
                ""
            })
    void optionShouldRefuseWhatTheKeyRefuses(String place) {
        assertThatThrownBy(() -> new NextHopPlace().convert(place)).isInstanceOf(TypeConversionException.class);
        assertThatThrownBy(() -> HopAddress.parse(place)).isInstanceOf(IllegalArgumentException.class);
    }
}
