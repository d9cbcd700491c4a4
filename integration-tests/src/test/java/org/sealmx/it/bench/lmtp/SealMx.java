package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.file.Path;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;

/** SealMX as shipped, with one store or another. Closing it leaves the store to its owner. */
final class SealMx implements Peer {

    /** A store that keeps its promise on the disk takes so much longer than one that forgets. */
    private static final int DURABLE = 4;

    private final String name;
    private final int slowness;
    private final SealMxServer server;

    private SealMx(String name, int slowness, ServerBuilder builder) throws Exception {
        this.name = name;
        this.slowness = slowness;
        this.server = builder.jvmOption("-Xmx1g").start();
    }

    /** Hands sealed messages to a server that takes them by LMTP. */
    static Peer intoNextHop(String name, Peer store) throws Exception {
        return new SealMx(name, 1, builder().directory(SealMx::accounts).storeByLmtp("inet:127.0.0.1:" + store.port()));
    }

    /** Keeps them in its database. */
    static Peer intoDatabase(String name) throws Exception {
        return new SealMx(name, DURABLE, builder().directory(SealMx::accounts).option("--store", "database"));
    }

    /** Stores them in CouchDB, which has the directory, too. */
    static Peer intoCouchDb(String name, CouchDbServer database, CouchDirectory couch) throws Exception {
        accounts(couch.documents());
        couch.publishAll();
        for (String address : Peer.accounts()) {
            couch.createMailDatabase(address);
        }
        return new SealMx(
                name + " " + database, DURABLE, builder().couchDb(couch).storeInCouchDb());
    }

    private static ServerBuilder builder() throws IOException {
        return SealMxServer.builder();
    }

    private static void accounts(DirectoryFile directory) {
        for (String address : Peer.accounts()) {
            directory.account(address, Accounts.shared().alice().certificate());
        }
        directory.alias("postmaster@example.org", Peer.WARM.get(0));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return server.lmtpPort();
    }

    @Override
    public int slowness() {
        return slowness;
    }

    @Override
    public boolean onJava() {
        return true;
    }

    @Override
    public ProcessTree processes() {
        return new ProcessTree(ProcessHandle.of(server.pid()).orElseThrow());
    }

    @Override
    public Path folder() {
        return server.folder();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
