package org.sealmx.it.bench.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sealmx.directory.cache.RecipientTrace;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.SealMxServer;

/**
 * Nodes in front of one store, with a directory and a journal in a CouchDB at the other end of a bad network. Each
 * trial has accounts of its own, which no node has in its memory when the trial begins.
 */
final class ScalingBed implements AutoCloseable {

    private static final String POSTMASTER = "postmaster@example.org";
    private static final int CHUNK = 500;
    private static final int OCTETS = 10_000;

    /** What Postfix opens to a destination, unless told otherwise. */
    private static final int CONNECTIONS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FarCouchDb couchDb;
    private final CouchDirectory couch;
    private final Copies store;
    private final Nodes nodes;
    private final int accounts;
    private final int trials;
    private int trial;

    private ScalingBed(FarCouchDb couchDb, int accounts, int trials) throws IOException {
        this.couchDb = couchDb;
        this.couch = new CouchDirectory(couchDb);
        this.store = new Copies();
        this.nodes = new Nodes(couch, store.port());
        this.accounts = accounts;
        this.trials = trials;
    }

    /**
     * Starts it.
     *
     * @param accounts of each trial
     * @param trials the most that there will be
     */
    static ScalingBed start(int count, int accounts, int trials) throws Exception {
        FarCouchDb couchDb = FarCouchDb.start();
        ScalingBed bed;
        try {
            bed = new ScalingBed(couchDb, accounts, trials);
        } catch (IOException e) {
            couchDb.close();
            throw e;
        }
        try {
            bed.fill(count);
            return bed;
        } catch (Exception | AssertionError e) {
            bed.close();
            throw e;
        }
    }

    /** The first node creates the views; they are filled little by little, so that no question has to wait for that. */
    private void fill(int count) throws Exception {
        DirectoryFile documents = new DirectoryFile("scaling-");
        String certificate = Accounts.shared().alice().certificate();
        documents.account(POSTMASTER, certificate);
        for (int of = 0; of < trials; of++) {
            for (int i = 0; i < accounts; i++) {
                documents.account(address(of, i), certificate);
            }
        }
        List<JsonNode> all = new ArrayList<>();
        documents.documents().forEach(all::add);
        couchDb.admin().putAll(couch.database(), all.subList(0, 1));
        startNode();
        for (int from = 1; from < all.size(); from += CHUNK) {
            couchDb.admin().putAll(couch.database(), all.subList(from, Math.min(all.size(), from + CHUNK)));
            couchDb.admin().get("/" + couch.database() + "/_design/Identity/_view/by_address?limit=1");
        }
        for (int i = 1; i < count; i++) {
            startNode();
        }
    }

    private static String address(int trial, int number) {
        return "user-%03d-%05d@example.org".formatted(trial, number);
    }

    /** Starts one more node, which all have in common what nodes have in common. */
    SealMxServer startNode() throws Exception {
        return nodes.start();
    }

    /** The first nodes. */
    List<SealMxServer> first(int count) {
        return nodes.first(count);
    }

    /** The network to CouchDB. */
    BadNetwork network() {
        return couchDb.network();
    }

    /** What holds the directory. */
    @Override
    public String toString() {
        return couchDb.toString();
    }

    /** A load that is sent, and what became of it. */
    @FunctionalInterface
    private interface Sending {
        Tally by(OpenLoad load) throws Exception;
    }

    /**
     * Sends messages of 10 kB for accounts that no node knows yet.
     *
     * @param known the nodes that the sender knows, which may change meanwhile
     * @param perSecond messages
     * @param event happens after a third of the time
     */
    Row send(
            String name,
            List<SealMxServer> known,
            Weather weather,
            double perSecond,
            Duration time,
            OpenLoad.Event event)
            throws Exception {
        OpenLoad load = new OpenLoad(OCTETS, CONNECTIONS, known, recipients());
        return row(name, load, weather, sent -> sent.send(perSecond, time, event, PATIENCE));
    }

    /**
     * Sends messages for accounts that no node knows yet as fast as they are taken, in calm weather.
     *
     * @param octets of a message
     * @param connections to each node
     */
    Row burst(List<SealMxServer> known, int octets, int connections, int messages) throws Exception {
        OpenLoad load = new OpenLoad(octets, connections, known, recipients());
        return row("", load, Weather.CALM, sent -> sent.burst(messages, PATIENCE));
    }

    private Row row(String name, OpenLoad load, Weather weather, Sending sending) throws Exception {
        BadNetwork network = couchDb.network();
        Counts before = counts();
        network.become(weather);
        Tally tally;
        try {
            tally = sending.by(load);
        } finally {
            network.become(Weather.CALM);
        }
        return new Row(name, tally, store.missing(tally.messageIds()), counts().minus(before));
    }

    private Counts counts() throws IOException {
        return new Counts(
                store.doubled(),
                nodes.misses(),
                network().requests(),
                network().lost(),
                network().octets(),
                nodes.cpuSeconds());
    }

    private Supplier<String> recipients() {
        if (trial == trials) {
            throw new IllegalStateException("there are accounts for " + trials + " trials only");
        }
        int of = trial++;
        RecipientTrace trace = new RecipientTrace(accounts, of);
        return () -> address(of, trace.next());
    }

    @Override
    public void close() throws IOException {
        try (couchDb;
                couch;
                store;
                nodes) {
            network().become(Weather.CALM);
        }
    }
}
