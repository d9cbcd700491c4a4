package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.hop.HopServer;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.SharedServers;

/** Two nodes in front of one store that cannot tell whether it has a message: the journal in CouchDB tells them. */
class TwoNodesIT {

    private static final String PREFIX = "journal-" + UUID.randomUUID();

    @TempDir
    static Path folder;

    private static CouchDirectory couch;
    private static HopServer store;
    private static SealMxServer first;
    private static SealMxServer second;

    @BeforeAll
    static void startNodes() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        Accounts.shared().writeTo(couch.documents());
        couch.publishAll();
        store = HopServer.onLoopback();
        first = node(folder.resolve("id.key")).start();
        second = node(folder.resolve("id.key")).start();
    }

    @AfterAll
    static void stopNodes() throws Exception {
        first.close();
        second.close();
        store.close();
        couch.close();
        for (String name : SharedServers.couchDb().admin().databases()) {
            if (name.startsWith(PREFIX)) {
                SharedServers.couchDb().admin().deleteDatabase(name);
            }
        }
    }

    private static ServerBuilder node(Path idKey) throws Exception {
        return SealMxServer.builder().couchDb(couch).conf(conf -> {
            conf.replace("sealmx.properties", "(?m)^store=mailbox$", "store=lmtp");
            conf.append(
                    "sealmx.properties",
                    "next-hop=inet:127.0.0.1:" + store.port()
                            + "\ndelivery-journal=couchdb\ndelivery-journal-databases=" + PREFIX + "\ndelivery-id-key="
                            + idKey.toUri());
            conf.replace(
                    "mailetcontainer.xml",
                    "org\\.sealmx\\.mailets\\.DeliverToMailbox",
                    "org.sealmx.mailets.DeliverByLmtp");
        });
    }

    private static String deliver(SealMxServer node, byte[] text) throws Exception {
        try (LmtpClient client = node.lmtp()) {
            return client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), text)
                    .get(0)
                    .status();
        }
    }

    @Test
    void retryAtTheOtherNodeShouldStoreNothingAgain() throws Exception {
        byte[] text = Messages.fresh();
        int before = store.messages.size();
        assertThat(deliver(first, text)).isEqualTo("250 2.6.0");
        assertThat(deliver(second, text)).isEqualTo("250 2.6.0");
        assertThat(deliver(first, text)).isEqualTo("250 2.6.0");
        assertThat(store.messages).hasSize(before + 1);
    }

    @Test
    void messageShouldBeStoredAtTheOtherNodeWhenTheStoreHasRefusedItAtTheFirst() throws Exception {
        byte[] text = Messages.fresh();
        int before = store.messages.size();
        store.answer("RCPT", "452 4.2.2 full");
        assertThat(deliver(first, text)).isEqualTo("452 4.2.2");
        store.answer("RCPT", "250 2.1.5 OK");
        assertThat(deliver(second, text)).isEqualTo("250 2.6.0");
        assertThat(deliver(first, text)).isEqualTo("250 2.6.0");
        assertThat(store.messages).hasSize(before + 1);
    }

    @Test
    void messageAtBothNodesAtTheSameMomentShouldBeStoredOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                byte[] text = Messages.fresh();
                int before = store.messages.size();
                List<Future<String>> replies = new ArrayList<>();
                for (SealMxServer node : List.of(first, second, first, second)) {
                    replies.add(threads.submit(() -> deliver(node, text)));
                }
                for (Future<String> reply : replies) {
                    assertThat(reply.get()).isIn("250 2.6.0", "451 4.3.0");
                }
                assertThat(deliver(first, text)).isEqualTo("250 2.6.0");
                assertThat(store.messages).hasSize(before + 1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nodeWithAnotherKeyShouldNotStart() throws Exception {
        Command.Result end = node(folder.resolve("another.key")).startAndFail();
        assertThat(end.exitCode()).isNotZero();
        assertThat(end.text() + end.errors()).contains("delivery-id-key of this node differs");
    }
}
