package org.sealmx.it.containers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.survival.Letters;

/**
 * Mail that comes in all the time, as other servers send it: what Postfix has not taken is sent again until it takes
 * it. Thread-safe.
 */
final class Load {

    private static final int SENDERS = 2;
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(200);
    /** Postfix waits 100 s for the answer of a map whose server is cut off. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final int port;
    private final Letters letters;
    private final List<String> addresses;
    private final Queue<Letters.Letter> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    /** @param port of Postfix */
    Load(int port, Letters letters, List<String> addresses) {
        this.port = port;
        this.letters = letters;
        this.addresses = List.copyOf(addresses);
        for (int i = 0; i < SENDERS; i++) {
            Thread thread = new Thread(this::send, "load-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void send() {
        while (!stopped.get()) {
            hand(letters.next(List.of(addresses.get(next.getAndIncrement() % addresses.size()))));
            LockSupport.parkNanos(PACE);
        }
    }

    private void hand(Letters.Letter letter) {
        while (true) {
            boolean sent = false;
            try (LmtpClient smtp = LmtpClient.connect(port)) {
                if (isReady(smtp, Accounts.SENDER, letter)) {
                    // from here on Postfix may have it, so it is never sent again
                    sent = true;
                    if (smtp.data(letter.octets(), 1).get(0).code() == 250) {
                        accepted.add(letter);
                    }
                    return;
                }
            } catch (IOException e) {
                if (sent) {
                    return;
                }
            }
            turnedAway.incrementAndGet();
            LockSupport.parkNanos(RETRY);
        }
    }

    /** Hands a message in that Postfix has taken before, as a message of its own. */
    void again(String sender, Letters.Letter letter) throws IOException {
        try (LmtpClient smtp = LmtpClient.connect(port)) {
            if (!isReady(smtp, sender, letter)
                    || smtp.data(letter.octets(), 1).get(0).code() != 250) {
                throw new IOException("Postfix does not take it");
            }
        }
    }

    private boolean isReady(LmtpClient smtp, String sender, Letters.Letter letter) throws IOException {
        smtp.command("EHLO client.example.net");
        for (ServerReply reply : smtp.pipeline(
                "MAIL FROM:<" + sender + "> BODY=8BITMIME",
                "RCPT TO:<" + letter.recipients().get(0) + ">")) {
            if (reply.code() / 100 == 5) {
                refusals.add(reply.toString());
            }
            if (reply.code() != 250) {
                return false;
            }
        }
        return true;
    }

    /** Waits until Postfix has taken that many more. */
    void await(int more) throws Exception {
        int wanted = accepted.size() + more;
        Await.until(
                "Postfix to take " + more + " more messages (turned away: " + turnedAway + ", refused: " + refusals
                        + ")",
                LIMIT,
                () -> accepted.size() >= wanted);
    }

    /** What Postfix has taken. */
    List<Letters.Letter> accepted() {
        return List.copyOf(accepted);
    }

    /** Replies of class 5, which no fault may cause. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** How often a client had to try again. */
    int turnedAway() {
        return turnedAway.get();
    }

    /** Begins no further message, and waits until those in hand are with Postfix. */
    void stop() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis());
        }
    }
}
