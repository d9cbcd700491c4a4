package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.DotStuffing;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.Jmx;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.OpenPgpPackets;
import org.sealmx.it.harness.Samples;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;

/**
 * The runs of one transaction share the received octets and the encrypted body; only the session key is wrapped for
 * each recipient.
 */
class SharingIT {

    private static final int SIZE = 1_000_000;
    private static final int MANY = 20;
    private static final int WARM_UP = 30;
    private static final List<String> RECIPIENTS = IntStream.rangeClosed(1, MANY)
            .mapToObj("r%02d@example.org"::formatted)
            .toList();
    /** The source, and what copies in flight may cost besides; it would be twenty if every run had its own copy. */
    private static final int COPIES = 5;

    private static final String NOT_STORED = "X-Fault: ghost-after-sealing\r\n";

    private static Faults faults;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        String certificate = Accounts.shared().alice().certificate();
        faults = new Faults();
        server = SealMxServer.builder()
                .directory(directory -> {
                    Accounts.shared().writeTo(directory);
                    RECIPIENTS.forEach(recipient -> directory.account(recipient, certificate));
                })
                .jvmOption(faults.jvmOption())
                .conf(Faults::beforeSealing)
                .conf(Faults::afterSealing)
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        faults.close();
    }

    @Test
    void encryptedBodyShouldBeTheSameForEveryRecipientAndTheWrappedKeyNot() throws Exception {
        deliver(RECIPIENTS, message(""));
        List<byte[]> bodies = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        for (String recipient : RECIPIENTS) {
            List<byte[]> inbox = server.inbox(recipient);
            OpenPgpPackets packets = OpenPgpPackets.parse(
                    SealedMessage.parse(inbox.get(inbox.size() - 1)).armor());
            assertThat(packets.sessionKeys()).as("recipients that a copy names").hasSize(1);
            bodies.add(packets.encryptedData());
            keys.add(packets.sessionKeys().get(0));
        }
        assertThat(bodies).allMatch(body -> Arrays.equals(body, bodies.get(0)));
        assertThat(keys.stream().map(ByteBuffer::wrap).distinct()).hasSize(MANY);
    }

    @Test
    void heapShouldHoldOneSourceWhileTheLastOfTwentyRunsIsUnderWay() throws Exception {
        String last = RECIPIENTS.get(MANY - 1);
        Path dump = server.folder().resolve("heap.hprof");
        try (LmtpClient client = server.lmtp();
                Jmx jmx = Jmx.attach(server.pid())) {
            client.envelope(Accounts.SENDER, RECIPIENTS);
            client.command("DATA");
            client.raw().send(DotStuffing.stuff(message("X-Fault: wait-if-r20-after-sealing\r\n")));
            faults.awaitWaiting(1);
            jmx.dumpHeap(dump);
            faults.release();
            assertThat(client.readReplies(MANY)).extracting(ServerReply::code).containsOnly(250);
        }
        int copies = Octets.count(Files.readAllBytes(dump), Samples.numberedLine(9_000));
        Files.delete(dump);
        System.out.printf("copies of the text on the heap in the run for %s: %d%n", last, copies);
        assertThat(copies).isBetween(1, COPIES);
    }

    @Test
    void figuresShouldBePrintedForOneAndForTwentyRecipients() throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            try (LmtpClient client = server.lmtp()) {
                client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message(NOT_STORED));
            }
        }
        report("stored", RECIPIENTS.subList(0, 1), "");
        report("stored", RECIPIENTS, "");
        report("sealed, not stored", RECIPIENTS.subList(0, 1), NOT_STORED);
        Figures many = report("sealed, not stored", RECIPIENTS, NOT_STORED);
        assertThat(many.allocated())
                .as("octets allocated for sealing twenty copies: less than one text for each")
                .isLessThan((long) MANY * SIZE);
    }

    private static Figures report(String what, List<String> recipients, String field) throws Exception {
        Figures figures = measure(recipients, message(field));
        System.out.printf("1 MB for %2d recipients, %s: %s%n", recipients.size(), what, figures);
        return figures;
    }

    private static Figures measure(List<String> recipients, byte[] message) throws Exception {
        // the connection stays open: what its thread has allocated is known only as long as the thread lives
        try (LmtpClient client = server.lmtp();
                Jmx jmx = Jmx.attach(server.pid())) {
            jmx.settle();
            long heap = jmx.heapUsed();
            long allocated = jmx.allocated();
            Duration cpu = jmx.cpu();
            client.deliver(Accounts.SENDER, recipients, message);
            return new Figures(jmx.cpu().minus(cpu), jmx.allocated() - allocated, Math.max(0, jmx.heapPeak() - heap));
        }
    }

    private record Figures(Duration cpu, long allocated, long peak) {
        @Override
        public String toString() {
            return "%d ms CPU, %.1f MB allocated, heap at most %.1f MB above the start"
                    .formatted(cpu.toMillis(), allocated / 1e6, peak / 1e6);
        }
    }

    private static void deliver(List<String> recipients, byte[] message) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, recipients, message))
                    .extracting(ServerReply::status)
                    .containsOnly("250 2.6.0");
        }
    }

    private static byte[] message(String field) {
        return Messages.fresh(field, new String(Samples.large(SIZE).bytes(), StandardCharsets.US_ASCII));
    }
}
