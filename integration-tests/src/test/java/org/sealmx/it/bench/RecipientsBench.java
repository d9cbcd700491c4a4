package org.sealmx.it.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;

/**
 * How long one message to twenty recipients takes, from its last octet to its last reply, with a store that takes 40 ms
 * for each: as shipped, and with room for one message only, so that one recipient comes after the other.
 */
public final class RecipientsBench {

    private static final int RECIPIENTS = 20;
    private static final Duration STORE_TAKES = Duration.ofMillis(40);
    private static final int ROUNDS = 15;

    private RecipientsBench() {}

    /** Prints the medians. */
    public static void main(String[] arguments) throws Exception {
        try (SmtpSink store = new SmtpSink(STORE_TAKES);
                SealMxServer together = server(store, "");
                SealMxServer inTurn = server(store, "max-messages-in-flight=1")) {
            List<Double> fast = new ArrayList<>();
            List<Double> slow = new ArrayList<>();
            measure(together);
            measure(inTurn);
            for (int round = 0; round < ROUNDS; round++) {
                fast.add(measure(together));
                slow.add(measure(inTurn));
            }
            System.out.printf(
                    "%d recipients, a store that takes %d ms, medians of %d rounds: %.0f ms at the same time, %.0f ms in turn%n",
                    RECIPIENTS, STORE_TAKES.toMillis(), ROUNDS, median(fast), median(slow));
        }
    }

    private static SealMxServer server(SmtpSink store, String setting) throws Exception {
        return SealMxServer.builder()
                .directory(RecipientsBench::accounts)
                .storeByLmtp("inet:127.0.0.1:" + store.port())
                .conf(conf -> conf.append("sealmx.properties", setting))
                .start();
    }

    private static void accounts(DirectoryFile directory) {
        recipients()
                .forEach(address ->
                        directory.account(address, Accounts.shared().alice().certificate()));
        directory.alias("postmaster@example.org", recipients().get(0));
    }

    private static List<String> recipients() {
        return IntStream.range(0, RECIPIENTS)
                .mapToObj(i -> "user" + i + "@example.org")
                .toList();
    }

    /** In milliseconds. */
    private static double measure(SealMxServer server) throws IOException {
        try (LmtpClient client = server.lmtp()) {
            client.envelope(Accounts.SENDER, recipients());
            byte[] message = Messages.fresh();
            long begin = System.nanoTime();
            List<ServerReply> replies = client.data(message, RECIPIENTS);
            double milliseconds = (System.nanoTime() - begin) / 1e6;
            if (!replies.stream().allMatch(ServerReply::isPositive)) {
                throw new IOException("the server answered " + replies);
            }
            return milliseconds;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
