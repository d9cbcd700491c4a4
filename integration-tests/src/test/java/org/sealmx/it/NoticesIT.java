package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.OneLineError;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.SmtpSink;

/** What the owners of accounts are told by the running server, with its default settings and texts of its own. */
class NoticesIT {

    private static final String ENDING = "ending@example.org";
    private static final String LASTING = "lasting@example.org";
    private static final String WAITING = "waiting@example.org";
    private static final String WAITING_TOO = "waiting.too@example.org";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static Gpg gpg;
    private static SmtpSink sink;
    private static SealMxServer server;

    @BeforeAll
    static void start() throws Exception {
        gpg = new Gpg();
        sink = new SmtpSink();
        String ending = certificate(ENDING, "6d");
        String lasting = certificate(LASTING, "60d");
        server = SealMxServer.builder()
                .directory(directory -> {
                    Accounts.shared().writeTo(directory);
                    directory
                            .account(ENDING, ending)
                            .account(LASTING, lasting)
                            .document(waiting("w1", WAITING, "first@elsewhere.example"))
                            .document(waiting("w2", WAITING_TOO, "second@elsewhere.example"));
                })
                .conf(conf -> conf.append(
                        "sealmx.properties", "forward-hop=inet:127.0.0.1:" + sink.port() + "\nwaiting-notice=on"))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        sink.close();
        gpg.close();
    }

    /** A certificate that ends after a time. */
    private static String certificate(String address, String time) throws Exception {
        Instant now = Instant.now();
        gpg.at(now, "--quick-generate-key", address, "ed25519", "cert,sign", time);
        gpg.at(now, "--quick-add-key", gpg.fingerprints(address).get(0), "cv25519", "encr", time);
        return new String(gpg.at(now, "--armor", "--export", address), StandardCharsets.US_ASCII);
    }

    private static ObjectNode waiting(String user, String address, String notify) {
        return new JsonMapper()
                .createObjectNode()
                .put("type", "Identity")
                .put("user_id", user)
                .put("address", address)
                .put("destination", address)
                .put("notify", notify);
    }

    private static void awaitRounds(int count) throws Exception {
        Await.until(
                "round " + count,
                LIMIT,
                () -> server.log().text().split("will have no usable certificate within 30 days", -1).length > count);
    }

    @Test
    void gpgShouldOpenTheNoticeThatIsStoredOnce() throws Exception {
        SealedMessage stored = SealedMessage.parse(server.awaitMessage(ENDING, 1));
        assertThat(stored.header().values("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(stored.header().values("Return-Path")).containsExactly("<>");
        assertThat(new String(gpg.decrypt(stored.armor()), StandardCharsets.UTF_8))
                .contains("To: " + ENDING)
                .contains("Subject: Your encryption certificate ends on ")
                .contains("Days left:   6")
                .contains(gpg.fingerprints(ENDING).get(0).toLowerCase(Locale.ROOT));
        awaitRounds(1);
        assertThat(server.count(ENDING)).isEqualTo(1);
        server.stop();
        server.restart();
        awaitRounds(2);
        // mailboxes in memory end with their server, and its journal does not: the notice does not come again
        assertThat(server.count(ENDING)).isZero();
        assertThat(server.count(LASTING)).isZero();
        assertThat(server.count(Accounts.ALICE)).isZero();
        assertThat(server.log().text()).contains("Account ending: its last usable certificate ends on ");
    }

    @Test
    void otherAddressShouldBeToldOnceThatMailWaits() throws Exception {
        for (int attempt = 0; attempt < 2; attempt++) {
            requireDeferral(WAITING);
        }
        // notices are written one after the other
        requireDeferral(WAITING_TOO);
        sink.awaitFor("second@elsewhere.example");
        List<SmtpSink.Envelope> told = sink.awaitFor("first@elsewhere.example");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).sender()).isEmpty();
        assertThat(told.get(0).text())
                .contains("To: first@elsewhere.example\r\n")
                .contains("Mail for " + WAITING + " waits.")
                .contains("Auto-Submitted: auto-generated\r\n")
                .doesNotContain(Accounts.SENDER);
        assertThat(server.log().text()).doesNotContain("elsewhere.example");
    }

    private static void requireDeferral(String recipient) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, List.of(recipient)))
                    .singleElement()
                    .extracting(reply -> reply.status())
                    .isEqualTo("450 4.7.5");
        }
    }

    @Test
    void startShouldFailWhenATextIsWrong() throws Exception {
        OneLineError.require(
                shipped()
                        .conf(conf -> conf.write("notice.txt", "Subject: x\n\n{adress}\n")
                                .append(
                                        "sealmx.properties",
                                        "expiry-notice-template="
                                                + conf.folder()
                                                        .resolve("notice.txt")
                                                        .toUri()
                                                        .toString()
                                                        .replaceFirst("^file:/+", "file:///")))
                        .startAndFail(),
                "'expiry-notice-template'",
                "notice.txt",
                "unknown placeholder {adress}; it accepts {address}, ");
    }

    @ParameterizedTest
    @CsvSource({
        "expiry-notice-template=file:///dev/null, is not a regular file",
        "waiting-notice=on, name it in",
    })
    void startShouldFailWhenAKeyIsWrong(String line, String because) throws Exception {
        OneLineError.require(
                shipped().conf(conf -> conf.append("sealmx.properties", line)).startAndFail(), because);
    }

    private static ServerBuilder shipped() throws Exception {
        return SealMxServer.builder().directory(Accounts.shared()::writeTo);
    }
}
