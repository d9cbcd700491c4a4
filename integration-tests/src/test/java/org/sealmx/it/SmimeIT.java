package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.MimeEntity;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.WorkFolder;

/**
 * Recipients with X.509 certificates, and {@code smime-cipher} set to AES-256-GCM: openssl opens exactly the message
 * that was sent.
 */
class SmimeIT {

    private static final String RSA = "rsa@example.org";
    private static final String P256 = "p256@example.org";
    private static final String P384 = "p384@example.org";
    private static final String BOTH = "both@example.org";
    private static final String REVOKED = "revoked@example.org";
    private static final String BROKEN = "broken@example.org";

    private static final int LINE = 1_022;

    private static WorkFolder keys;
    private static Map<String, Openssl.Certificate> certificates;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        keys = new WorkFolder("smime");
        certificates = Map.of(
                RSA, Openssl.rsa(keys, RSA, 2048),
                P256, Openssl.curve(keys, P256, "P-256"),
                P384, Openssl.curve(keys, P384, "P-384"));
        String rsa = certificate(RSA).pem();
        String p256 = certificate(P256).pem();
        String p384 = certificate(P384).pem();
        server = SealMxServer.builder()
                .directory(directory -> {
                    Accounts.shared().writeTo(directory);
                    directory
                            .smimeAccount(RSA, rsa)
                            .smimeAccount(P256, p256)
                            .smimeAccount(P384, p384)
                            .account(BOTH, Accounts.shared().alice().certificate(), rsa)
                            .account(BROKEN, "nonsense", rsa)
                            .revokedSmimeAccount(REVOKED, rsa, "2020-01-31");
                })
                .conf(conf -> conf.replace(
                        "mailetcontainer.xml",
                        "(\\.EncryptForRecipient\">)",
                        "$1<smime-cipher>aes256-gcm</smime-cipher>"))
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        keys.close();
    }

    static Stream<Arguments> recipientsAndSizes() {
        return Stream.of(RSA, P256, P384)
                .flatMap(recipient -> Stream.of(1, 64 * 1024, 1_000_000).map(size -> Arguments.of(recipient, size)));
    }

    @ParameterizedTest
    @MethodSource("recipientsAndSizes")
    void openedMessageShouldBeTheOriginalOctetForOctet(String recipient, int size) throws Exception {
        byte[] message = Messages.fresh("Subject: canary\r\nX-Canary: canary\r\n", body(size));
        byte[] stored = deliver(recipient, message);

        String text = new String(stored, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContainIgnoringCase("canary").contains("\r\nSubject: [...]\r\n");
        assertThat(MimeEntity.parse(stored).contentType())
                .startsWith("application/pkcs7-mime")
                .doesNotContain("smime-type")
                .contains("name=smime.p7m");
        byte[] opened = Openssl.decrypt(certificate(recipient), stored);
        byte[] expected = expected(message);
        assertThat(opened).hasSize(expected.length);
        assertThat(Arrays.equals(opened, expected)).isTrue();
    }

    @Test
    void openPgpShouldGoFirstWhenAnAccountHasBothKinds() throws Exception {
        byte[] stored = deliver(BOTH, Messages.fresh());

        assertThat(new String(
                        Accounts.shared()
                                .gpg()
                                .decrypt(SealedMessage.parse(stored).armor()),
                        StandardCharsets.US_ASCII))
                .contains("body");
    }

    @Test
    void recipientShouldBeDeferredWhenTheCertificateIsRevokedOrTheOpenPgpCertificateUnusable() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, List.of(REVOKED, BROKEN, RSA)))
                    .extracting(ServerReply::status)
                    .containsExactly("450 4.7.5", "450 4.7.5", "250 2.1.5");
        }
    }

    private static Openssl.Certificate certificate(String address) {
        return Objects.requireNonNull(certificates.get(address));
    }

    private static byte[] deliver(String recipient, byte[] message) throws Exception {
        int before = server.count(recipient);
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, List.of(recipient), message))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
        return server.awaitMessage(recipient, before + 1);
    }

    /** Text of so many octets in lines, followed by the line end that ends a message. */
    private static String body(int size) {
        StringBuilder body = new StringBuilder(size + 2);
        while (body.length() < size) {
            int rest = size - body.length();
            body.append("x".repeat(Math.min(rest, LINE)));
            if (size - body.length() > 2) {
                body.append("\r\n");
            }
        }
        return body.append("\r\n").toString();
    }

    /** The original message and what header protection adds to it (RFC 9788). */
    private static byte[] expected(byte[] message) {
        String original = new String(message, StandardCharsets.ISO_8859_1);
        String messageId = original.lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow();
        String added = "HP-Outer: From: sender@example.com\r\nHP-Outer: " + messageId
                + "\r\nHP-Outer: Subject: [...]\r\nContent-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n";
        return (added + original).getBytes(StandardCharsets.ISO_8859_1);
    }
}
