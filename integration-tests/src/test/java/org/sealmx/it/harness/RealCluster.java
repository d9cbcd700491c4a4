package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A cluster that the tests do not run themselves. Its other nodes are put into CouchDB's maintenance mode, in which
 * they take no part in writes; or, if {@code COUCHDB_CLUSTER_STOP} and {@code COUCHDB_CLUSTER_START} are set, these
 * shell commands stop and start them.
 */
final class RealCluster implements CouchDbCluster {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String STOP = "COUCHDB_CLUSTER_STOP";
    private static final String START = "COUCHDB_CLUSTER_START";

    private final CouchDbServer server;
    private final CouchDbAdmin admin;
    private final List<String> others;
    private final Optional<String> stop = environment(STOP);
    private final Optional<String> start = environment(START);

    private RealCluster(CouchDbServer server) throws IOException {
        this.server = server;
        this.admin = server.admin();
        this.others = others(admin);
        if (stop.isPresent() != start.isPresent()) {
            throw new IOException(STOP + " and " + START + " go together: set both, or neither");
        }
    }

    /** @param url the URL of one node, {@code http://[name:password@]host[:port]} */
    static RealCluster at(URI url) throws Exception {
        CouchDbServer server = RelayedCouchDb.to(url);
        try {
            RealCluster cluster = new RealCluster(server);
            cluster.regainOthers();
            return cluster;
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }

    /** All nodes except the one that answers. */
    private static List<String> others(CouchDbAdmin admin) throws IOException {
        String self = admin.get("/_node/_local").path("name").asText();
        List<String> names = new ArrayList<>();
        for (JsonNode name : admin.get("/_membership").path("cluster_nodes")) {
            if (!name.asText().equals(self)) {
                names.add(name.asText());
            }
        }
        if (names.size() != 2) {
            throw new IOException(
                    "COUCHDB_CLUSTER_URL must name one node of three; it knows " + names.size() + " others");
        }
        return names;
    }

    @Override
    public CouchDbServer server() {
        return server;
    }

    @Override
    public void loseOthers() throws Exception {
        if (stop.isPresent()) {
            run(stop.get());
        } else {
            maintenance("true");
        }
        Await.until("the loss of the other nodes", LIMIT, () -> !hasQuorum());
    }

    @Override
    public void regainOthers() throws Exception {
        if (hasQuorum()) {
            return;
        }
        if (start.isPresent()) {
            run(start.get());
        } else {
            maintenance("false");
        }
        Await.until("a quorum of nodes", LIMIT, this::hasQuorumAgain);
    }

    private void maintenance(String value) throws IOException {
        for (String node : others) {
            admin.configureUntilRestart(node, "couchdb", "maintenance_mode", value);
        }
    }

    /** CouchDB may answer 500 for a moment while a node comes back. */
    private boolean hasQuorumAgain() {
        try {
            return hasQuorum();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether each shard of a new database has a quorum. */
    private boolean hasQuorum() throws IOException {
        String database = "quorum-" + UUID.randomUUID();
        admin.createDatabase(database);
        try {
            boolean all = true;
            for (int i = 0; i < 20; i++) {
                all &= admin.putNew(database, "d" + i) == 201;
            }
            return all;
        } finally {
            admin.deleteDatabase(database);
        }
    }

    private static void run(String command) throws IOException, InterruptedException {
        Command.require("sh", "-c", command);
    }

    @Override
    public String toString() {
        return server + (stop.isPresent() ? ", its nodes stopped" : ", its nodes put into maintenance");
    }

    @Override
    public void close() throws IOException {
        try {
            regainOthers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the other nodes were brought back", e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the other nodes were not brought back", e);
        } finally {
            server.close();
        }
    }
}
