package org.sealmx.it.bench;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerConf;

/**
 * Finds by bisection the smallest heap on which the server receives a large message via LMTP, seals it and stores it in
 * CouchDB. James' mailboxes in memory are not used, since they would keep every message on the heap.
 */
public final class SmallestHeap {

    private static final int STEP_MIB = 2;

    private SmallestHeap() {}

    /** @param arguments the size of the message in MB; 20 if empty */
    public static void main(String[] arguments) throws Exception {
        int size = (arguments.length == 0 ? 20 : Integer.parseInt(arguments[0])) * 1_000_000;
        try (CouchDbServer server = CouchDbServer.start();
                CouchDirectory couch = new CouchDirectory(server)) {
            Accounts.shared().writeTo(couch.documents());
            couch.publishAll();
            couch.createMailDatabase(Accounts.ALICE);
            System.out.println("Store: " + server);
            search(couch, 0);
            search(couch, size);
        }
    }

    private static void search(CouchDirectory couch, int size) throws Exception {
        int low = 16;
        int high = 512;
        while (high - low > STEP_MIB) {
            int middle = (low + high) / 2 / STEP_MIB * STEP_MIB;
            boolean enough = isEnough(couch, middle, size);
            System.out.println("  -Xmx" + middle + "m " + (enough ? "is enough" : "is not enough"));
            if (enough) {
                high = middle;
            } else {
                low = middle;
            }
        }
        System.out.println("Smallest heap for a message of " + size + " octets: " + high + " MiB");
    }

    /** Whether a server with that much heap starts, and stores such a message so that gpg opens it. */
    private static boolean isEnough(CouchDirectory couch, int mebibytes, int size) throws Exception {
        couch.deleteMail(Accounts.ALICE);
        try (SealMxServer server = SealMxServer.builder()
                        .couchDb(couch)
                        .storeInCouchDb()
                        .conf(conf -> allow(conf, size))
                        .jvmOption("-Xmx" + mebibytes + "m")
                        .jvmOption("-XX:+UseSerialGC")
                        .start();
                LmtpClient client = server.lmtp()) {
            byte[] message = message(size);
            int code = client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message)
                    .get(0)
                    .code();
            return code == 250 && isStored(couch, size);
        } catch (AssertionError | IOException e) {
            return false;
        }
    }

    /** Limits messages to this size: the shipped limits require a heap of eight times 50 MiB. */
    private static void allow(ServerConf conf, int size) throws IOException {
        int kib = size / 1024 + 1024;
        conf.replace("lmtpserver.xml", "<maxmessagesize>\\d+<", "<maxmessagesize>" + kib + "<");
        conf.append("sealmx.properties", "max-kib-in-flight=" + kib);
    }

    private static boolean isStored(CouchDirectory couch, int size) throws Exception {
        List<byte[]> stored = couch.messages(Accounts.ALICE);
        return stored.size() == 1
                && Accounts.shared()
                                .gpg()
                                .decrypt(SealedMessage.parse(stored.get(0)).armor())
                                .length
                        >= size;
    }

    private static byte[] message(int size) {
        String header =
                "From: sender@example.com\r\nSubject: x\r\nMessage-ID: <" + System.nanoTime() + "@example.com>\r\n\r\n";
        StringBuilder text = new StringBuilder(header);
        Random random = new Random(size);
        while (text.length() < size) {
            text.append(Long.toHexString(random.nextLong())).append("\r\n");
        }
        return Octets.of(text.toString());
    }
}
