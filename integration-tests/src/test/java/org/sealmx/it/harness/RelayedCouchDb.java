package org.sealmx.it.harness;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A CouchDB that the tests do not run themselves. They must not stop it, so an interruption cuts the relay to it. */
final class RelayedCouchDb implements CouchDbServer {

    private static final int DEFAULT_PORT = 5984;

    private final TcpRelay relay;
    private final Optional<String> credentials;
    private String name = "a CouchDB";

    private RelayedCouchDb(TcpRelay relay, Optional<String> credentials) {
        this.relay = relay;
        this.credentials = credentials;
    }

    /** @param url {@code http://[name:password@]host[:port]} */
    static RelayedCouchDb to(URI url) throws Exception {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("COUCHDB_URL must have the form http://name:password@host:port");
        }
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        RelayedCouchDb server =
                new RelayedCouchDb(TcpRelay.start(url.getHost(), port), Optional.ofNullable(url.getUserInfo()));
        try {
            server.name = "CouchDB " + server.admin().welcome().path("version").asText();
        } catch (Exception e) {
            server.close();
            throw e;
        }
        return server;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + relay.port());
    }

    @Override
    public Optional<String> credentials() {
        return credentials;
    }

    @Override
    public void interrupt() throws Exception {
        relay.cut();
    }

    @Override
    public void resume() throws Exception {
        relay.mend();
        Await.until(name, Duration.ofMinutes(1), () -> admin().welcome().has("version"));
    }

    @Override
    public String toString() {
        return name + ", by COUCHDB_URL";
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
