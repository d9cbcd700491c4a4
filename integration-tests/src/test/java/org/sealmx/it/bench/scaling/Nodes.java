package org.sealmx.it.bench.scaling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sealmx.it.bench.lmtp.ProcessTree;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.WorkFolder;

/**
 * Real servers, each in a process of its own, with one directory and one journal in CouchDB, one key for delivery ids
 * and one store. Closing it ends them and deletes their journal.
 */
final class Nodes implements AutoCloseable {

    private final CouchDirectory couch;
    private final int store;
    private final String journal = "journal-" + UUID.randomUUID();
    private final WorkFolder folder = new WorkFolder("nodes");
    private final List<SealMxServer> running = new CopyOnWriteArrayList<>();
    private final Map<SealMxServer, Double> lastCpu = new HashMap<>();
    private final Map<SealMxServer, Double> lastMisses = new HashMap<>();

    /** @param store the port of the server that has the mailboxes */
    Nodes(CouchDirectory couch, int store) throws IOException {
        this.couch = couch;
        this.store = store;
    }

    /** Starts one more and waits until it is ready. */
    SealMxServer start() throws Exception {
        SealMxServer node = SealMxServer.builder()
                .couchDb(couch)
                .storeByLmtp("inet:127.0.0.1:" + store)
                .conf(conf -> conf.append(
                        "sealmx.properties",
                        "delivery-journal=couchdb\ndelivery-journal-databases=" + journal + "\ndelivery-id-key="
                                + folder.resolve("id.key").toUri()))
                .jvmOption("-Xmx512m")
                .start();
        running.add(node);
        return node;
    }

    /** Those that were started first. */
    List<SealMxServer> first(int count) {
        return List.copyOf(running.subList(0, count));
    }

    /** The processor time of all of them. */
    double cpuSeconds() {
        return running.stream()
                .mapToDouble(node -> lastCpu.merge(node, now(node), Math::max))
                .sum();
    }

    private static double now(SealMxServer node) {
        return ProcessHandle.of(node.pid())
                .map(process -> new ProcessTree(process).cpuSeconds())
                .orElse(0.0);
    }

    /** The look-ups that memory did not answer, of all of them; of one that has ended, as they last were. */
    double misses() throws IOException {
        double sum = 0;
        for (SealMxServer node : running) {
            if (node.isAlive()) {
                lastMisses.put(node, node.metric("sealmx_directory_misses"));
            }
            sum += lastMisses.getOrDefault(node, 0.0);
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        for (SealMxServer node : new ArrayList<>(running)) {
            node.close();
        }
        for (String name : couch.server().admin().databases()) {
            if (name.startsWith(journal)) {
                couch.server().admin().deleteDatabase(name);
            }
        }
        folder.close();
    }
}
