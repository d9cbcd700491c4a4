package org.sealmx.it.harness;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/**
 * The stand-in for CouchDB in a container, where CouchDB would listen: on all addresses of the container. It ends with
 * the container.
 */
public final class ContainedCouchDb {

    private static final int PORT = 5984;

    private ContainedCouchDb() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        try (CouchDbServer server = StandInCouchDb.start();
                Relay relay = new Relay(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[4]), PORT),
                        Relay.loopback(server.url().getPort()),
                        TcpRelay.EverythingPasses::new)) {
            System.out.println(server + " on port " + relay.port());
            new CountDownLatch(1).await();
        }
    }
}
