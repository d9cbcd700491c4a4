package org.sealmx.it.harness;

import java.util.HashMap;
import java.util.Map;

/**
 * Servers that several test classes use one after another, since starting one takes seconds. Their mailboxes contain
 * mail of earlier tests, so count messages before and after.
 */
public final class SharedServers {

    private static final Map<String, AutoCloseable> RUNNING = new HashMap<>();

    private SharedServers() {}

    @FunctionalInterface
    private interface Start<T> {
        T start() throws Exception;
    }

    /** A server with the shipped configuration and all of {@link Accounts}. */
    public static SealMxServer shipped() throws Exception {
        return get("shipped", SealMxServer.class, () -> SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .start());
    }

    /** A Postfix that delivers to {@link #shipped()}. */
    public static PostfixServer postfix() throws Exception {
        int lmtpPort = shipped().lmtpPort();
        return get(
                "postfix",
                PostfixServer.class,
                () -> PostfixServer.start("example.org", lmtpPort, bounces().port()));
    }

    /** The server to which {@link #postfix()} sends bounces. */
    public static SmtpSink bounces() throws Exception {
        return get("bounces", SmtpSink.class, SmtpSink::new);
    }

    /** The CouchDB of the tests. */
    public static CouchDbServer couchDb() throws Exception {
        return get("couchdb", CouchDbServer.class, SharedServers::startCouchDb);
    }

    @SuppressWarnings("SystemOut") // the kind of server is part of the result
    private static CouchDbServer startCouchDb() throws Exception {
        CouchDbServer server = CouchDbServer.start();
        System.out.println("CouchDB of these tests: " + server);
        return server;
    }

    private static synchronized <T extends AutoCloseable> T get(String name, Class<T> type, Start<T> start)
            throws Exception {
        AutoCloseable running = RUNNING.get(name);
        if (running == null) {
            running = start.start();
            Shutdown.close(running);
            RUNNING.put(name, running);
        }
        return type.cast(running);
    }
}
