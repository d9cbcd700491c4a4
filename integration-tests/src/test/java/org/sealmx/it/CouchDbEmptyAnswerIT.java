package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;

/**
 * CouchDB answers that addresses do not exist, although they do: no mail bounces, the operator is told, and mail flows
 * again once the answers are right.
 */
class CouchDbEmptyAnswerIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String NOBODY = "nobody@example.org";
    private static final String POSTMASTER = "postmaster@example.org";
    private static final String WELL =
            "function (doc) { if (typeof doc.address === 'string') { emit(doc.address, 1); } }";
    private static final String WELL_BY_USER =
            "function (doc) { if (typeof doc.user_id === 'string') { emit(doc.user_id, 1); } }";
    private static final String THROWS = "function (doc) { throw new Error('as in the test'); }";

    private static CouchDirectory couch;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        Accounts.shared().writeTo(couch.documents());
        couch.publishAll();
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .couchDb(couch)
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        couch.close();
    }

    private static void views(String byAddress, String byUserId) throws Exception {
        ObjectNode design = new JsonMapper().createObjectNode().put("_id", "_design/Identity");
        design.put("language", "javascript");
        ObjectNode views = design.putObject("views");
        views.putObject("by_address").put("map", byAddress);
        views.putObject("by_user_id").put("map", byUserId);
        couch.server().admin().put(couch.database(), design);
    }

    private static int reply(String address) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(address)).get(0).code();
        }
    }

    private static void awaitReply(String address, int code) throws Exception {
        Await.until(code + " for " + address, LIMIT, () -> reply(address) == code);
    }

    @Test
    void mailShouldWaitWhenTheMapOfTheViewThrows() throws Exception {
        views(WELL, WELL_BY_USER);
        awaitReply(NOBODY, 550);
        assertThat(reply(Accounts.ALICE)).isEqualTo(250);
        assertThat(server.directoryHealth()).contains("\"healthy\"");
        views(THROWS, WELL_BY_USER);
        awaitReply("nobody-else@example.org", 451);
        assertThat(reply(Accounts.ALICE)).as("known").isEqualTo(250);
        assertThat(server.directoryHealth()).contains("\"degraded\"", "no postmaster for example.org");
        assertThat(server.metric("sealmx_directory_problems")).isPositive();
        server.log().awaitText("has no postmaster for example.org, so its answers are not trusted");
        views(WELL, WELL_BY_USER);
        awaitReply("nobody-else@example.org", 550);
        assertThat(server.directoryHealth()).contains("\"healthy\"");
    }

    @Test
    void mailToAnAccountsOwnAddressShouldWaitWhenTheMapOfThatViewThrows() throws Exception {
        views(WELL, THROWS);
        awaitReply("nobody@deliver.local", 451);
        views(WELL, WELL_BY_USER);
        awaitReply("nobody@deliver.local", 550);
    }

    @Test
    void mailShouldWaitWhenTheDatabaseWasRecreatedAndStillLacksItsDocuments() throws Exception {
        views(WELL, WELL_BY_USER);
        awaitReply(Accounts.ALICE, 250);
        couch.server().admin().deleteDatabase(couch.database());
        couch.server().admin().createDatabase(couch.database());
        views(WELL, WELL_BY_USER);
        // CouchDB ends the feed of a deleted database; the stand-in distinguishes the new database from the deleted one
        // only after a restart.
        couch.server().interrupt();
        couch.server().resume();
        Await.until("the feed of the new database", LIMIT, () -> reply(Accounts.ALICE) == 451);
        assertThat(reply(POSTMASTER)).isEqualTo(451);
        assertThat(reply("never-seen@example.org")).isEqualTo(451);
        couch.publish(POSTMASTER);
        assertThat(reply(Accounts.ALICE)).as("may still come").isEqualTo(451);
        assertThat(reply("never-seen@example.org")).isEqualTo(451);
        assertThat(server.directoryHealth()).contains("\"degraded\"", "is being restored");
        couch.publish(Accounts.ALICE);
        awaitReply(Accounts.ALICE, 250);
        awaitReply("never-seen@example.org", 550);
    }
}
