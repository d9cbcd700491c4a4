package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.RequestBody;

/**
 * Prints what a message costs as base64 within JSON and as {@code multipart/related}: octets, and processor time of
 * this process and of CouchDB. {@code docs/bench/couchdb-bodies.md} has the results; run it by hand.
 */
public final class BodyBench {

    private static final DatabaseName DATABASE = new DatabaseName("user-bench");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double TICKS_PER_MILLISECOND = 0.1;

    private BodyBench() {}

    /** A way to send a message. */
    private enum Way {
        BASE64,
        MULTIPART
    }

    /** @param arguments the URL of a CouchDB, {@code NAME:PASSWORD}, and the process id of its beam */
    public static void main(String[] arguments) throws Exception {
        String[] login = arguments[1].split(":", 2);
        var settings = TestClients.settings(
                List.of(URI.create(arguments[0])),
                () -> java.util.Optional.of(new BasicCredentials(login[0], login[1])));
        Path stat = Path.of("/proc", arguments[2], "stat");
        try (HttpNodes http = HttpNodes.open(settings, new CouchDbDialect(), System::nanoTime);
                CouchDbClient client = CouchDbClient.open(settings)) {
            client.deleteDatabase(DATABASE);
            client.createDatabase(DATABASE);
            System.out.println("size       way        octets sent  ms each  CPU ms here  CPU ms CouchDB");
            int[][] plan = {{10_000, 100}, {64_000, 50}, {1_000_000, 10}, {10_000_000, 3}};
            for (int[] sizes : plan) {
                for (Way way : Way.values()) {
                    run(http, way, sizes[0], sizes[1], stat);
                }
            }
            for (int[] sizes : plan) {
                double[][][] all = new double[Way.values().length][5][];
                for (int round = 0; round < 5; round++) {
                    for (Way way : Way.values()) {
                        all[way.ordinal()][round] = run(http, way, sizes[0], sizes[1], stat);
                    }
                }
                for (Way way : Way.values()) {
                    double[][] rounds = all[way.ordinal()];
                    System.out.printf(
                            "%-10d %-9s %12.0f %8.2f %12.2f %15.2f%n",
                            sizes[0], way, median(rounds, 0), median(rounds, 1), median(rounds, 2), median(rounds, 3));
                }
            }
            client.deleteDatabase(DATABASE);
        }
    }

    private static double median(double[][] rounds, int column) {
        double[] values =
                Arrays.stream(rounds).mapToDouble(row -> row[column]).sorted().toArray();
        return values[values.length / 2];
    }

    private static double[] run(HttpNodes http, Way way, int size, int count, Path stat) throws Exception {
        byte[] body = new byte[size];
        new Random(1).nextBytes(body);
        long octets = 0;
        double server = ticks(stat);
        long here = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString().replace("-", "");
            ObjectNode document =
                    JsonNodeFactory.instance.objectNode().put("_id", id).put("_rev", "1-" + id);
            Attachment attachment = new Attachment("m", "message/rfc822", size, () -> new ByteArrayInputStream(body));
            RequestBody sent = way == Way.BASE64
                    ? AttachmentBody.ofRevision(document, attachment)
                    : new MultipartBody(document, attachment);
            octets += sent.length();
            if (way == Way.BASE64) {
                NodeRequest request = NodeRequest.post(DATABASE.value() + "/_bulk_docs", "", sent);
                http.send(request, answer -> Answers.storedRevision(answer, request));
            } else {
                NodeRequest request = NodeRequest.put(DATABASE.value() + "/" + id, "new_edits=false", sent);
                http.send(request, answer -> Answers.stored(answer, request));
            }
        }
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        return new double[] {
            (double) octets / count,
            milliseconds / count,
            (SYSTEM.getProcessCpuTime() - here) / 1e6 / count,
            (ticks(stat) - server) / TICKS_PER_MILLISECOND / count
        };
    }

    /** The processor time of a process so far, in hundredths of a second. */
    private static double ticks(Path stat) throws IOException {
        String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ", -1);
        return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    }
}
