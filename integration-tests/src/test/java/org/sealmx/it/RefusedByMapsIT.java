package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixSample;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;

/**
 * With maps, Postfix itself refuses and defers recipients, and SealMX sees neither RCPT nor a message of theirs. All
 * the same, owners and operators learn that mail waits.
 */
class RefusedByMapsIT {

    private static final String WAITING = "waiting@example.org";
    private static final String ELSEWHERE = "owner@elsewhere.example";

    @Test
    void waitingMailShouldBeToldToItsOwnerAndToTheOperator() throws Exception {
        int port = Ports.free();
        try (SmtpSink others = new SmtpSink();
                SealMxServer server = SealMxServer.builder()
                        .directory(directory -> {
                            Accounts.shared().writeTo(directory);
                            directory.document(new JsonMapper()
                                    .createObjectNode()
                                    .put("type", "Identity")
                                    .put("user_id", "w1")
                                    .put("address", WAITING)
                                    .put("destination", WAITING)
                                    .put("notify", ELSEWHERE));
                        })
                        .option("--socketmap-port", Integer.toString(port))
                        .conf(conf -> conf.append(
                                "sealmx.properties",
                                "forward-hop=inet:127.0.0.1:" + others.port() + "\nwaiting-notice=on"))
                        .start();
                PostfixServer postfix = PostfixServer.startWhole(
                        PostfixSample.mainCf(port, server.lmtpPort()),
                        PostfixSample.masterCf(),
                        others.port(),
                        "mynetworks = 127.0.0.2\n")) {
            assertThat(rcpt(postfix, WAITING)).startsWith("450 4.7.5");
            assertThat(rcpt(postfix, WAITING)).startsWith("450 4.7.5");
            assertThat(rcpt(postfix, Accounts.CAROL)).startsWith("550 5.2.1");

            List<SmtpSink.Envelope> told = others.awaitFor(ELSEWHERE);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).text())
                    .contains("Mail for " + WAITING + " waits.")
                    .doesNotContain(Accounts.SENDER);

            assertThat(explain(server, WAITING)
                            .findPath("waited")
                            .at("/reply/status")
                            .asText())
                    .isEqualTo("4.7.5");
            assertThat(explain(server, Accounts.CAROL)
                            .findPath("refused")
                            .at("/reply/status")
                            .asText())
                    .isEqualTo("5.2.1");
            assertThat(server.metric("sealmx_postfix_refused_no_usable_certificate_total"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(server.metric("sealmx_postfix_refused_blocked_total")).isGreaterThanOrEqualTo(1);
            assertThat(server.metric("sealmx_recipients_deferred_total"))
                    .as("no outcome: Postfix has it in its own log")
                    .isZero();
            postfix.postmap(WAITING, "socketmap:inet:127.0.0.1:" + port + ":recipient");
            assertThat(server.metric("sealmx_postfix_socketmap_recipient_deferred_total"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(server.metric("sealmx_postfix_socketmap_recipient_unavailable_total"))
                    .isZero();
        }
    }

    private static JsonNode explain(SealMxServer server, String address) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.webadminPort() + "/sealmx/recipients/" + address);
        return new JsonMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
    }

    private static String rcpt(PostfixServer postfix, String recipient) throws Exception {
        try (LmtpClient client = LmtpClient.connect(postfix.smtpPort())) {
            client.command("EHLO client.example.net");
            client.command("MAIL FROM:<" + Accounts.SENDER + ">");
            return client.command("RCPT TO:<" + recipient + ">").toString();
        }
    }
}
