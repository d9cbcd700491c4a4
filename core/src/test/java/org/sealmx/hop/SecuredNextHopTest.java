package org.sealmx.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** TLS and logins of a {@link NextHop}, by SMTP. */
class SecuredNextHopTest {

    private static final String HOST = "127.0.0.1";
    private static final TestTls AUTHORITY = new TestTls();
    private static final SSLContext GOOD = AUTHORITY.server(HOST);
    private static final HopLogin LOGIN = new HopLogin("relay", "s3cret");
    private static final String WITH_TLS = "250-hop.test\r\n250-STARTTLS\r\n250 8BITMIME";
    private static final String WITH_AUTH = "250-hop.test\r\n250-AUTH LOGIN PLAIN\r\n250 8BITMIME";

    private HopServer server;

    @BeforeEach
    void start() throws IOException {
        server = HopServer.onLoopback();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HopResult send(HopTls.Mode mode) throws IOException {
        return send(Optional.of(new HopTls(mode, AUTHORITY.client())), Optional.empty());
    }

    private HopResult send(Optional<HopTls> tls, Optional<HopLogin> login) throws IOException {
        return send(new HopAddress.Inet(HOST, server.port()), tls, login);
    }

    private static HopResult send(HopAddress address, Optional<HopTls> tls, Optional<HopLogin> login) {
        try (NextHop hop = new NextHop(settings(address, tls, login))) {
            return hop.send(message());
        }
    }

    private static HopSettings settings(HopAddress address, Optional<HopTls> tls, Optional<HopLogin> login) {
        Duration limit = Duration.ofSeconds(20);
        return new HopSettings(
                address,
                HopProtocol.SMTP,
                "sealmx.test",
                tls,
                login,
                new HopTimeouts(limit, limit, limit),
                1,
                Duration.ofMinutes(1));
    }

    private static HopMessage message() {
        return new HopMessage(
                ReversePath.nullPath(),
                EmailAddress.of("alice@example.org"),
                ReceivedMessage.of("Subject: one\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    private HopServer secured(HopTls.Mode mode, SSLContext context) {
        return mode == HopTls.Mode.IMPLICIT
                ? server.withTls(context)
                : server.answer("EHLO", WITH_TLS).withStartTls(context);
    }

    private void assertNothingWasSent(HopResult result) {
        assertThat(result).isInstanceOfSatisfying(HopResult.Failed.class, failed -> {
            assertThat(failed.mayBeTaken()).isFalse();
            assertThat(failed.reason()).doesNotContain("s3cret").doesNotContain("\n");
        });
        assertThat(server.messages).isEmpty();
        assertThat(server.commands).noneMatch(command -> command.startsWith("MAIL") || command.contains(LOGIN.plain()));
    }

    @ParameterizedTest
    @EnumSource(HopTls.Mode.class)
    void messageShouldBeSentOverTls(HopTls.Mode mode) throws IOException {
        secured(mode, GOOD);
        assertThat(send(mode)).isEqualTo(new HopResult.Taken());
        assertThat(server.messages).hasSize(1);
    }

    /** What was said before the handshake does not count after it (RFC 3207 section 4.2). */
    @Test
    void sessionShouldBeginAnewAfterStartTls() throws IOException {
        secured(HopTls.Mode.STARTTLS, GOOD);
        send(HopTls.Mode.STARTTLS);
        assertThat(server.commands)
                .startsWith("EHLO sealmx.test", "STARTTLS", "EHLO sealmx.test", "MAIL FROM:<> BODY=8BITMIME");
    }

    @ParameterizedTest
    @EnumSource(HopTls.Mode.class)
    void certificateForAnotherNameShouldNotBeAccepted(HopTls.Mode mode) throws IOException {
        secured(mode, AUTHORITY.server("127.0.0.2"));
        assertNothingWasSent(send(mode));
    }

    @ParameterizedTest
    @EnumSource(HopTls.Mode.class)
    void expiredCertificateShouldNotBeAccepted(HopTls.Mode mode) throws IOException {
        secured(mode, AUTHORITY.expiredServer(HOST));
        assertNothingWasSent(send(mode));
    }

    @ParameterizedTest
    @EnumSource(HopTls.Mode.class)
    void certificateOfAnotherAuthorityShouldNotBeAccepted(HopTls.Mode mode) throws IOException {
        secured(mode, new TestTls().server(HOST));
        assertNothingWasSent(send(mode));
    }

    @Test
    void serverWithoutStartTlsShouldGetNoMail() throws IOException {
        assertNothingWasSent(send(HopTls.Mode.STARTTLS));
        assertThat(server.commands).doesNotContain("STARTTLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 not now", "250 2.0.0 OK", "501 5.5.4 no", HopServer.CUT})
    void refusalOfStartTlsShouldEndTheSession(String answer) throws IOException {
        server.answer("EHLO", WITH_TLS).answer("STARTTLS", answer);
        assertNothingWasSent(send(HopTls.Mode.STARTTLS));
    }

    /** Somebody on the way could answer commands that are sent after the handshake. */
    @Test
    void replyThatFollowsTheOneToStartTlsShouldEndTheSession() throws IOException {
        secured(HopTls.Mode.STARTTLS, GOOD).answer("STARTTLS", "220 2.0.0 go\r\n250-hop.test\r\n250 8BITMIME");
        assertNothingWasSent(send(HopTls.Mode.STARTTLS));
        assertThat(server.commands).containsExactly("EHLO sealmx.test", "STARTTLS");
    }

    @ParameterizedTest
    @EnumSource(HopTls.Mode.class)
    void serverWithoutTlsShouldBeAFailure(HopTls.Mode mode) throws IOException {
        server.answer("EHLO", WITH_TLS).answer("STARTTLS", "220 2.0.0 go");
        // it answers the handshake with a reply
        assertNothingWasSent(send(mode));
    }

    @Test
    void loginShouldComeBeforeTheMessage() throws IOException {
        server.answer("EHLO", WITH_AUTH).answer("AUTH", "235 2.7.0 OK");
        assertThat(send(Optional.empty(), Optional.of(LOGIN))).isEqualTo(new HopResult.Taken());
        String initial = Base64.getEncoder().encodeToString("\0relay\0s3cret".getBytes(StandardCharsets.UTF_8));
        assertThat(server.commands)
                .startsWith("EHLO sealmx.test", "AUTH PLAIN " + initial, "MAIL FROM:<> BODY=8BITMIME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"535 5.7.8 wrong", "454 4.7.0 later", "334 ", "500 5.5.1 what", HopServer.CUT})
    void refusedLoginShouldBeAFailureOfTheServerAndNotOfTheMessage(String answer) throws IOException {
        server.answer("EHLO", WITH_AUTH).answer("AUTH", answer);
        HopResult result = send(Optional.empty(), Optional.of(LOGIN));
        assertThat(result).isInstanceOfSatisfying(HopResult.Failed.class, failed -> assertThat(failed.reason())
                .doesNotContain("s3cret")
                .doesNotContain(LOGIN.plain()));
        assertThat(server.commands).noneMatch(command -> command.startsWith("MAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 hop.test", "250-hop.test\r\n250 AUTH", "250-hop.test\r\n250 AUTH CRAM-MD5 LOGIN"})
    void passwordShouldNotBeSentWhenTheServerDoesNotOfferAuthPlain(String offer) throws IOException {
        server.answer("EHLO", offer);
        assertNothingWasSent(send(Optional.empty(), Optional.of(LOGIN)));
        assertThat(server.commands).containsExactly("EHLO sealmx.test");
    }

    /** Only what is offered after the handshake counts. */
    @Test
    void passwordShouldNotBeSentBeforeTheHandshake() throws IOException {
        server.answer("EHLO", "250-hop.test\r\n250-STARTTLS\r\n250 AUTH PLAIN").answer("AUTH", "235 2.7.0 OK");
        server.withStartTls(AUTHORITY.server("127.0.0.2"));
        Optional<HopTls> tls = Optional.of(new HopTls(HopTls.Mode.STARTTLS, AUTHORITY.client()));
        assertNothingWasSent(send(tls, Optional.of(LOGIN)));
        server.withStartTls(GOOD);
        assertThat(send(tls, Optional.of(LOGIN))).isEqualTo(new HopResult.Taken());
        List<String> commands = server.commands;
        assertThat(commands.indexOf("AUTH PLAIN " + LOGIN.plain())).isGreaterThan(commands.lastIndexOf("STARTTLS"));
    }

    @Test
    void passwordMayGoThroughASocketInTheFileSystem(@TempDir Path folder) throws IOException {
        Path socket = folder.resolve("smtp");
        try (HopServer local = HopServer.at(
                ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket))) {
            local.answer("EHLO", WITH_AUTH).answer("AUTH", "235 2.7.0 OK");
            assertThat(send(new HopAddress.Unix(socket), Optional.empty(), Optional.of(LOGIN)))
                    .isEqualTo(new HopResult.Taken());
        }
    }

    /** A name that only begins like an address of this machine is another machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "192.0.2.1",
                "127.0.0.1.example.org",
                "127.example.org",
                "::2",
                "localhost.example.org"
            })
    void passwordWithoutTlsShouldBeForThisMachineOnly(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send(new HopAddress.Inet(host, 25), Optional.empty(), Optional.of(LOGIN)))
                .withMessageContaining("TLS");
    }

    @Test
    void connectionWithUnaskedInputShouldNotBeUsedAgain() throws IOException {
        secured(HopTls.Mode.IMPLICIT, GOOD);
        HopSettings settings = settings(
                new HopAddress.Inet(HOST, server.port()),
                Optional.of(new HopTls(HopTls.Mode.IMPLICIT, AUTHORITY.client())),
                Optional.empty());
        try (NextHop hop = new NextHop(settings)) {
            hop.send(message());
            hop.send(message());
            assertThat(server.accepted).hasValue(1);
            server.answer(HopServer.END, "250 2.6.0 stored\r\n552 5.2.2 late");
            hop.send(message());
            assertThat(hop.send(message())).isEqualTo(new HopResult.Taken());
            assertThat(server.accepted).hasValue(2);
        }
    }
}
