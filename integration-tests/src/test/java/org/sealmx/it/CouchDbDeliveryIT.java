package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.FileSearch;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.SmtpSink;

/** Everything in CouchDB: the directory, and the accounts' own databases for their mail. */
class CouchDbDeliveryIT {

    private static final String CANARY = "the-words-that-nobody-may-find";
    /** An account without a database. */
    private static final String LATE = "late@example.org";
    /** An account whose user id cannot be part of a database name. */
    private static final String CAPITAL = "Capital@example.org";

    private static CouchDirectory couch;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        String certificate = Accounts.shared().alice().certificate();
        Accounts.shared().writeTo(couch.documents());
        couch.documents().account(LATE, certificate).account(CAPITAL, certificate);
        couch.publishAll();
        for (String account : List.of(Accounts.ALICE, Accounts.BOB, Accounts.JUDY)) {
            couch.createMailDatabase(account);
        }
        server = SealMxServer.builder().couchDb(couch).storeInCouchDb().start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        couch.close();
    }

    @Test
    void messageShouldGoFromPostfixIntoTheDatabasesAndBeOpenedByGpg() throws Exception {
        byte[] text = Messages.fresh("Subject: x\r\n", CANARY + "\r\n");
        try (SmtpSink bounces = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", server.lmtpPort(), bounces.port())) {
            postfix.submit(Accounts.SENDER, List.of(Accounts.TEAM, Accounts.NOBODY), text);
            postfix.awaitEmptyQueue();
            assertThat(bounces.awaitFor(Accounts.SENDER).get(0).text()).contains("Status: 5.1.1");
        }
        requireOne(Accounts.BOB);
        requireOne(Accounts.JUDY);
        assertThat(FileSearch.filesWith(server.folder(), CANARY)).isEmpty();
    }

    private static void requireOne(String address) throws Exception {
        List<JsonNode> documents = couch.mail(address);
        assertThat(documents).hasSize(1);
        JsonNode document = documents.get(0);
        byte[] stored = CouchDirectory.message(document);
        assertThat(document.path("incoming").asBoolean()).isTrue();
        assertThat(document.path("received").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(document.path("size").asInt()).isEqualTo(stored.length);
        assertThat(document.path("certificates")).isNotEmpty();
        byte[] opened =
                Accounts.shared().gpg().decrypt(SealedMessage.parse(stored).armor());
        assertThat(Octets.indexOf(opened, CANARY, 0)).isNotNegative();
    }

    @Test
    void messageShouldBeStoredOnceWhenItComesTwiceAndNeverAgainWhenItsOwnerHasDeletedIt() throws Exception {
        byte[] text = Messages.fresh();
        assertThat(deliver(Accounts.ALICE, text)).isEqualTo("250 2.6.0");
        assertThat(deliver(Accounts.ALICE, text)).isEqualTo("250 2.6.0");
        assertThat(couch.mail(Accounts.ALICE)).hasSize(1);
        couch.deleteMail(Accounts.ALICE);
        assertThat(deliver(Accounts.ALICE, text)).isEqualTo("250 2.6.0");
        assertThat(couch.mail(Accounts.ALICE)).isEmpty();
        assertThat(deliver(Accounts.ALICE, Messages.fresh())).isEqualTo("250 2.6.0");
        assertThat(couch.mail(Accounts.ALICE)).hasSize(1);
        couch.deleteMail(Accounts.ALICE);
    }

    @Test
    void messageShouldBeStoredOnceWhenTheServerIsStartedAgainInBetween(@TempDir Path data) throws Exception {
        byte[] text = Messages.fresh();
        int before = couch.mail(Accounts.ALICE).size();
        for (int start = 0; start < 2; start++) {
            try (SealMxServer other = SealMxServer.builder()
                            .couchDb(couch)
                            .storeInCouchDb()
                            .option("--data", data.toString())
                            .start();
                    LmtpClient client = other.lmtp()) {
                assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), text))
                        .extracting(ServerReply::status)
                        .containsExactly("250 2.6.0");
            }
        }
        assertThat(couch.mail(Accounts.ALICE)).hasSize(before + 1);
        couch.deleteMail(Accounts.ALICE);
    }

    @Test
    void mailShouldWaitUntilTheAccountHasADatabase() throws Exception {
        byte[] text = Messages.fresh();
        assertThat(deliver(LATE, text)).startsWith("451 ");
        assertThat(couch.hasMailDatabase(LATE)).isFalse();
        couch.createMailDatabase(LATE);
        assertThat(deliver(LATE, text)).isEqualTo("250 2.6.0");
        assertThat(couch.mail(LATE)).hasSize(1);
    }

    @Test
    void mailShouldWaitWhenTheUserIdCannotNameADatabase() throws Exception {
        assertThat(deliver(CAPITAL, Messages.fresh())).startsWith("451 ");
        assertThat(server.log().text()).contains("user_id cannot be part of a database name");
    }

    @Test
    void repliesShouldBeThoseOfTheDirectoryFile() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(
                            Accounts.SENDER,
                            List.of(
                                    Accounts.ALICE,
                                    Accounts.NOBODY,
                                    Accounts.CAROL,
                                    Accounts.DAVE,
                                    Accounts.ERIN,
                                    Accounts.FRANK,
                                    Accounts.GRACE,
                                    Accounts.HEIDI,
                                    Accounts.IVAN)))
                    .extracting(ServerReply::status)
                    .containsExactly(
                            "250 2.1.5",
                            "550 5.1.1",
                            "550 5.2.1",
                            "450 4.7.5",
                            "450 4.7.5",
                            "450 4.7.5",
                            "452 4.2.2",
                            "550 5.7.1",
                            "450 4.7.5");
        }
    }

    private static String deliver(String recipient, byte[] text) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.deliver(Accounts.SENDER, List.of(recipient), text)
                    .get(0)
                    .status();
        }
    }
}
