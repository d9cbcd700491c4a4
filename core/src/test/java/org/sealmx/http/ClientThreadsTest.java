package org.sealmx.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that is closed has no threads any more; but its end waits for nobody who does not come. */
@Timeout(60)
class ClientThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final NodeRequest GET = NodeRequest.get("", "");

    private static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sealmx-couchdb"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static HttpNodes open(ServerSocket listener) throws Exception {
        HttpSettings settings = new HttpSettings(
                List.of(URI.create("http://127.0.0.1:" + listener.getLocalPort())),
                CredentialSource.none(),
                Optional.empty(),
                new HttpTimeouts(LONG, LONG, LONG),
                2,
                64 * 1024);
        return HttpNodes.open(settings, (status, error) -> LoginRefusal.NONE, System::nanoTime);
    }

    @Test
    void closeShouldLeaveNoThread() throws Exception {
        // the library ends its threads soon enough most of the time
        for (int i = 0; i < 20; i++) {
            Set<Thread> before = alive();
            try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                HttpNodes nodes = open(listener);
                Thread server = new Thread(() -> answer(listener));
                server.setDaemon(true);
                server.start();
                nodes.send(GET, answer -> answer);
                Set<Thread> used = alive();
                used.removeAll(before);
                assertThat(used).isNotEmpty();
                nodes.close();
                used.removeIf(thread -> !thread.isAlive());
                assertThat(used).isEmpty();
            }
        }
    }

    private static void answer(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            byte[] octets = new byte[4096];
            if (socket.getInputStream().read(octets) > 0) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            }
            // until the client closes
            socket.getInputStream().readAllBytes();
        } catch (java.io.IOException e) {
            // the client then has no answer
        }
    }

    @Test
    void awaitEndShouldNotWaitForAThreadThatStays() {
        CountDownLatch over = new CountDownLatch(1);
        ClientThreads threads = new ClientThreads();
        Thread stays = threads.newThread(() -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stays.start();
        assertThat(threads.awaitEnd(Duration.ofMillis(20))).isFalse();
        over.countDown();
        assertThat(threads.awaitEnd(LONG)).isTrue();
    }

    @Test
    void awaitEndShouldKeepAnInterruptAndNotWaitForItself() throws Exception {
        ClientThreads threads = new ClientThreads();
        boolean[] ended = new boolean[2];
        Thread itself = threads.newThread(() -> {
            ended[0] = threads.awaitEnd(LONG);
            Thread.currentThread().interrupt();
            ended[1] = Thread.currentThread().isInterrupted() && threads.awaitEnd(LONG);
        });
        itself.start();
        itself.join();
        assertThat(ended).containsExactly(true, true);
    }
}
