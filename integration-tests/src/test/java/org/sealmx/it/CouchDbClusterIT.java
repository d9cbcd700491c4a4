package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.couchdb.ClusterContract;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDbCluster;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;

/**
 * In a cluster, 250 means that a quorum has the message. With {@code COUCHDB_CLUSTER_URL}, the cluster is a real one.
 */
class CouchDbClusterIT implements ClusterContract {

    private static CouchDbCluster cluster;

    private final List<String> databases = new ArrayList<>();

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = CouchDbCluster.start();
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    @Override
    public URI url() {
        return cluster.server().url();
    }

    @Override
    public Optional<String> administrator() {
        return cluster.server().credentials();
    }

    @Override
    public void loseOthers() throws Exception {
        cluster.loseOthers();
    }

    @Override
    public void regainOthers() throws Exception {
        cluster.regainOthers();
    }

    @Override
    public CouchDbClient client() throws Exception {
        return cluster.server().client();
    }

    @Override
    public String database() throws Exception {
        String name = ClusterContract.super.database();
        databases.add(name);
        return name;
    }

    @AfterEach
    void restore() throws Exception {
        cluster.regainOthers();
        for (String name : databases) {
            cluster.server().admin().deleteDatabase(name.substring(1));
        }
    }

    @Test
    void mailShouldWaitForAQuorumAndArriveOnce() throws Exception {
        byte[] early = Messages.fresh();
        byte[] late = Messages.fresh();
        try (CouchDirectory couch = new CouchDirectory(cluster.server())) {
            couch.documents()
                    .account(Accounts.ALICE, Accounts.shared().alice().certificate())
                    .alias("postmaster@example.org", Accounts.ALICE);
            couch.publishAll();
            couch.createMailDatabase(Accounts.ALICE);
            try (SealMxServer server = SealMxServer.builder()
                            .couchDb(couch)
                            .storeInCouchDb()
                            .start();
                    LmtpClient client = server.lmtp()) {
                assertThat(deliver(client, early)).isEqualTo("250 2.6.0");
                assertThat(deliver(client, early)).isEqualTo("250 2.6.0");
                assertThat(couch.mail(Accounts.ALICE)).hasSize(1);
                cluster.loseOthers();
                for (int i = 0; i < 2; i++) {
                    assertThat(deliver(client, late)).isEqualTo("451 4.3.0");
                }
                cluster.regainOthers();
                Await.until("a quorum for the message", CATCHING_UP, () -> deliver(client, late)
                        .equals("250 2.6.0"));
                assertThat(couch.mail(Accounts.ALICE)).hasSize(2);
            }
        }
    }

    private static String deliver(LmtpClient client, byte[] text) throws Exception {
        return client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), text)
                .get(0)
                .status();
    }
}
