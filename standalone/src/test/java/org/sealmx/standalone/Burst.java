package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.standalone.demo.Letter;

/** Messages for one recipient over several connections, which go on until the program is killed. */
final class Burst {

    private static final int CONNECTIONS = 4;

    private final int port;
    private final String recipient;
    private final CountDownLatch enough;
    private final List<Letter> offered = Collections.synchronizedList(new ArrayList<>());
    private final List<Letter> confirmed = Collections.synchronizedList(new ArrayList<>());

    private Burst(int port, String recipient, int enough) {
        this.port = port;
        this.recipient = recipient;
        this.enough = new CountDownLatch(enough);
    }

    /** Sends messages, and kills the program as soon as so many have been confirmed. */
    static Burst killAfter(int messages, Program program, int port, String recipient) throws Exception {
        Burst burst = new Burst(port, recipient, messages);
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            running.add(senders.submit(burst::deliverUntilItEnds));
        }
        senders.shutdown();
        burst.enough.await();
        program.kill();
        for (Future<?> one : running) {
            one.get();
        }
        return burst;
    }

    private void deliverUntilItEnds() {
        try (LmtpClient client = LmtpClient.lhlo(port)) {
            while (true) {
                Letter letter = Letter.to(recipient);
                offered.add(letter);
                if (client.offer(Letter.SENDER, List.of(recipient), letter.bytes()).stream()
                        .allMatch(outcome -> outcome.reply().isPositive())) {
                    confirmed.add(letter);
                    enough.countDown();
                }
            }
        } catch (IOException e) {
            // the program has been killed, as it should be
            assertThat(enough.getCount()).isZero();
        }
    }

    /** All messages that were sent, some of them without a reply. */
    List<Letter> offered() {
        return offered;
    }

    /** Those with 250. */
    List<Letter> confirmed() {
        return confirmed;
    }
}
