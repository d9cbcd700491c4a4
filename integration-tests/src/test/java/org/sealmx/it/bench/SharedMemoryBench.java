package org.sealmx.it.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.couchdb.CouchDbDirectories;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.http.CredentialSource;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.smtp.EmailAddress;

/**
 * Measures what a memcached between the nodes and CouchDB would save: the time of a look-up in memcached, including
 * reading the certificate from its answer, which our own cache need not do, compared with the time of a look-up in
 * CouchDB. Both servers are on this machine, so neither figure includes the network. {@code DirectoryCacheBench speed}
 * has the third figure, a look-up in our own memory.
 */
public final class SharedMemoryBench {

    private static final int ADDRESSES = 1_000;
    private static final int ROUNDS = 5;

    private SharedMemoryBench() {}

    private interface LookUp {
        void of(int number) throws Exception;
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        try (CouchDbServer server = CouchDbServer.start();
                CouchDirectory couch = new CouchDirectory(server);
                Memcached memcached = Memcached.start()) {
            String certificate = Accounts.shared().alice().certificate();
            for (int i = 0; i < ADDRESSES; i++) {
                couch.documents().account(address(i), certificate);
                memcached.set(address(i), document(i, certificate));
            }
            couch.publishAll();
            System.out.println(
                    "A thousand addresses, one thread, both servers on this machine; microseconds for each look-up");
            measure("memcached", i -> memcached.get(address(i)));
            double before = memcached.cpuSeconds();
            measure("memcached, and the certificate read", i -> {
                byte[] document = memcached.get(address(i));
                new CertificateReader().read(List.of(certificateIn(document)));
            });
            System.out.printf(
                    "  of which in the process of memcached: %.1f%n",
                    (memcached.cpuSeconds() - before) * 1e6 / ADDRESSES / (ROUNDS + 1));
            CouchDbClient client =
                    CouchDbClient.open(TestClients.settings(List.of(server.url()), CredentialSource.none()));
            try (RecipientDirectory directory =
                    CouchDbDirectories.of(client, new DatabaseName(couch.database()), ResolverSettings.defaults())) {
                measure(server.toString(), i -> resolve(directory, i));
            }
        }
    }

    private static void resolve(RecipientDirectory directory, int number) throws Exception {
        EmailAddress address = EmailAddress.of(address(number));
        if (!(directory.resolve(address) instanceof Resolution.Routes)) {
            throw new AssertionError("not found: " + RecipientDirectoryContract.resolve(directory, address(number)));
        }
    }

    private static void measure(String name, LookUp lookUp) throws Exception {
        round(lookUp);
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long wallStart = System.nanoTime();
            long cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            round(lookUp);
            wall.add((System.nanoTime() - wallStart) / 1e3 / ADDRESSES);
            cpu.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart) / 1e3 / ADDRESSES);
        }
        wall.sort(null);
        cpu.sort(null);
        System.out.printf(
                "%s: %.1f, processor time of the one who asks %.1f%n", name, wall.get(ROUNDS / 2), cpu.get(ROUNDS / 2));
    }

    private static void round(LookUp lookUp) throws Exception {
        for (int i = 0; i < ADDRESSES; i++) {
            lookUp.of((int) (i * 7919L % ADDRESSES));
        }
    }

    private static String address(int number) {
        return "account" + number + "@example.org";
    }

    private static byte[] document(int number, String certificate) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("user_id", "account" + number)
                .put("address", address(number))
                .put("destination", address(number));
        document.putObject("keys").put("pgp", certificate);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String certificateIn(byte[] document) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(document)
                .path("keys")
                .path("pgp")
                .asText();
    }
}
