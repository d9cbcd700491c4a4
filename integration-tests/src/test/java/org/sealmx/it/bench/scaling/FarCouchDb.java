package org.sealmx.it.bench.scaling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.sealmx.it.harness.CouchDbAdmin;
import org.sealmx.it.harness.CouchDbServer;

/** A CouchDB at the other end of a bad network, which its administrator need not use. Closing it ends both. */
final class FarCouchDb implements CouchDbServer {

    private final CouchDbServer server;
    private final BadNetwork network;

    private FarCouchDb(CouchDbServer server) throws IOException {
        this.server = server;
        this.network = new BadNetwork(
                new InetSocketAddress(server.url().getHost(), server.url().getPort()));
    }

    /** Starts the one that the environment asks for. */
    static FarCouchDb start() throws Exception {
        return new FarCouchDb(CouchDbServer.start());
    }

    /** What lies between. */
    BadNetwork network() {
        return network;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + network.port());
    }

    @Override
    public Optional<String> credentials() {
        return server.credentials();
    }

    @Override
    public Optional<Path> folder() {
        return server.folder();
    }

    @Override
    public void interrupt() throws Exception {
        server.interrupt();
    }

    @Override
    public void resume() throws Exception {
        server.resume();
    }

    @Override
    public CouchDbAdmin admin() {
        return server.admin();
    }

    @Override
    public String toString() {
        return server.toString();
    }

    @Override
    public void close() throws IOException {
        network.close();
        server.close();
    }
}
