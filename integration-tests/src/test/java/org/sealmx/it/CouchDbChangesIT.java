package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * Two servers share one directory: a change in CouchDB takes effect on both at once, although both have the old answer
 * in memory.
 */
class CouchDbChangesIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String WANDERER = "wanderer@example.org";
    private static final String INFO = "info@example.org";

    private static CouchDirectory couch;
    private static List<SealMxServer> servers;

    @BeforeAll
    static void startServers() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        Accounts.shared().writeTo(couch.documents());
        couch.documents().account(WANDERER, Accounts.shared().alice().certificate());
        couch.publishAll();
        for (String account : List.of(Accounts.ALICE, Accounts.BOB, WANDERER)) {
            couch.createMailDatabase(account);
        }
        servers = List.of(startServer(), startServer());
    }

    private static SealMxServer startServer() throws Exception {
        return SealMxServer.builder().couchDb(couch).storeInCouchDb().start();
    }

    @AfterAll
    static void stopServers() throws Exception {
        for (SealMxServer server : servers) {
            server.close();
        }
        couch.close();
    }

    @Test
    @SuppressWarnings("SystemOut") // the figure is part of the result
    void nextMessageShouldBeSealedForTheNewKeyOnBothServers() throws Exception {
        for (SealMxServer server : servers) {
            assertThat(opensNext(server, Accounts.shared().alice())).isTrue();
        }
        try (WorkFolder folder = new WorkFolder("newkey")) {
            TestKey replacement = Sq.generate(folder, WANDERER);
            couch.documents().replaceCertificate(WANDERER, replacement.certificate());
            couch.publish(WANDERER);
            long replaced = System.nanoTime();
            for (int i = 0; i < servers.size(); i++) {
                SealMxServer server = servers.get(i);
                Await.until("a message for the new key", LIMIT, () -> opensNext(server, replacement));
                System.out.printf(
                        "Key replaced: server %d sealed a message for the new one within %d ms%n",
                        i + 1, (System.nanoTime() - replaced) / 1_000_000);
            }
            for (SealMxServer server : servers) {
                assertThat(opensNext(server, replacement)).isTrue();
            }
        }
    }

    /** Delivers a message; returns whether that key opens it. */
    private static boolean opensNext(SealMxServer server, TestKey key) throws Exception {
        couch.deleteMail(WANDERER);
        assertThat(code(server, WANDERER)).isEqualTo(250);
        List<byte[]> messages = couch.messages(WANDERER);
        assertThat(messages).hasSize(1);
        return Sq.opens(key, SealedMessage.parse(messages.get(0)).armor());
    }

    @Test
    void addressShouldAppearMoveAndVanishWithItsDocumentsOnBothServers() throws Exception {
        awaitCode(INFO, 550);
        couch.documents().alias(INFO, Accounts.ALICE);
        couch.publish(INFO);
        awaitCode(INFO, 250);
        couch.documents().enable(Accounts.ALICE, false);
        couch.publish(Accounts.ALICE);
        awaitCode(INFO, 550);
        couch.documents().enable(Accounts.ALICE, true);
        couch.publish(Accounts.ALICE);
        awaitCode(INFO, 250);
        couch.withdraw(INFO);
        awaitCode(INFO, 550);
    }

    private static void awaitCode(String address, int code) throws Exception {
        for (SealMxServer server : servers) {
            Await.until(code + " for " + address, LIMIT, () -> rcpt(server, address) == code);
        }
    }

    private static int rcpt(SealMxServer server, String address) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(address)).get(0).code();
        }
    }

    private static int code(SealMxServer server, String address) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.deliver(Accounts.SENDER, List.of(address), Messages.fresh())
                    .get(0)
                    .code();
        }
    }
}
