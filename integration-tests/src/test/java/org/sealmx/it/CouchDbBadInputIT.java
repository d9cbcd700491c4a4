package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;

/** Malformed documents affect only their own address, and the log names each of them once. */
class CouchDbBadInputIT {

    private static final String TWINS = "twins@example.org";
    private static final String LOOP = "loop@example.org";
    private static final String EVERYBODY = "everybody@example.org";
    private static final String HEAVY = "heavy@example.org";
    private static final String TYPELESS = "typeless@example.org";
    /** More documents than one address may have. The stand-in would need minutes to build views of ten thousand. */
    private static final int MANY = 500;

    private static final int LARGE = 10_000_000;

    private static CouchDirectory couch;
    private static String largest = "";
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        String certificate = Accounts.shared().alice().certificate();
        String[] destinations =
                IntStream.range(0, MANY).mapToObj(i -> "d" + i + "@example.org").toArray(String[]::new);
        Accounts.shared().writeTo(couch.documents());
        couch.documents()
                .account(TWINS, certificate)
                .account(TWINS, certificate)
                .alias(LOOP, "loop2@example.org")
                .alias("loop2@example.org", LOOP)
                .alias(EVERYBODY, destinations)
                .account(HEAVY, "A".repeat(LARGE))
                .document(document("{\"address\": \"%s\", \"destination\": [3], \"user_id\": {}}".formatted(TYPELESS)))
                .document(document("{\"type\": \"Identity\"}"))
                .document(document("{\"type\": 4, \"address\": null}"));
        // by default, the server refuses documents larger than 8 MB
        largest = couch.server().admin().configure("couchdb", "max_document_size", "20000000");
        couch.publishAll();
        server = SealMxServer.builder().couchDb(couch).start();
        Await.until("the views of so many documents", Duration.ofMinutes(2), () -> reply(Accounts.ALICE)
                .equals("250 2.1.5"));
    }

    private static ObjectNode document(String json) throws Exception {
        return (ObjectNode) new JsonMapper().readTree(json);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        couch.server().admin().configure("couchdb", "max_document_size", largest.isEmpty() ? "8000000" : largest);
        couch.close();
    }

    @Test
    void eachBadAddressShouldGetItsReplyAndTheOthersShouldWork() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(reply(TWINS)).isEqualTo("450 4.7.5");
            assertThat(reply(LOOP)).isEqualTo("550 5.4.6");
            assertThat(reply(EVERYBODY)).isEqualTo("550 5.4.6");
            assertThat(reply(HEAVY)).isEqualTo("450 4.7.5");
            assertThat(reply(TYPELESS)).isEqualTo("450 4.7.5");
            assertThat(reply(Accounts.IVAN)).isEqualTo("450 4.7.5");
            assertThat(reply(Accounts.ALICE)).isEqualTo("250 2.1.5");
            assertThat(reply(Accounts.NOBODY)).isEqualTo("550 5.1.1");
        }
        for (String address : List.of(TWINS, HEAVY, TYPELESS, Accounts.IVAN)) {
            String id = couch.documents().idOf(address);
            assertThat(server.log().text().lines().filter(line -> line.contains(id)))
                    .as(address)
                    .hasSize(1);
        }
        assertThat(server.log().text()).doesNotContain(TWINS, HEAVY, TYPELESS);
    }

    private static String reply(String recipient) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(recipient)).get(0).status();
        }
    }
}
