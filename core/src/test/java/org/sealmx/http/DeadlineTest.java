package org.sealmx.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealmx.http.ServerException.Kind;

/**
 * Whatever holds up a request, it ends at its deadline; and whatever the server does, an answer is read before that.
 */
@Timeout(60)
class DeadlineTest {

    private static final HttpTimeouts SHORT =
            new HttpTimeouts(Duration.ofMillis(300), Duration.ofMillis(400), Duration.ofMillis(600));
    private static final HttpTimeouts LONG =
            new HttpTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(10));
    private static final NodeRequest GET = NodeRequest.get("", "");

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
    }

    private static HttpNodes open(URI node, HttpTimeouts timeouts, DnsResolver names) throws Exception {
        HttpSettings settings =
                new HttpSettings(List.of(node), CredentialSource.none(), Optional.empty(), timeouts, 2, 64 * 1024);
        return HttpNodes.open(settings, (status, error) -> LoginRefusal.NONE, System::nanoTime, names);
    }

    private static ServerException problem(HttpNodes nodes, NodeRequest request) {
        return catchThrowableOfType(ServerException.class, () -> nodes.send(request, answer -> answer));
    }

    /** Resolves nothing until the test is over. */
    private DnsResolver hanging(AtomicInteger asked) {
        return new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                asked.incrementAndGet();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException("over");
            }
        };
    }

    @Test
    void nameThatIsNeverResolvedShouldEndTheRequest() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (HttpNodes nodes = open(URI.create("http://couch.example:5984"), SHORT, hanging(asked))) {
            assertThat(problem(nodes, GET).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThatThrownBy(() -> nodes.stream(GET, Duration.ofMillis(10)).close())
                    .isInstanceOf(ServerException.class);
        }
        assertThat(asked).as("look-ups that hang").hasValue(1);
    }

    @Test
    void nameThatIsNeverResolvedShouldHoldOneThreadHoweverManyAsk() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try (HttpNodes nodes = open(URI.create("http://couch.example:5984"), SHORT, hanging(asked))) {
            List<Future<ServerException>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(callers.submit(() -> problem(nodes, GET)));
            }
            for (Future<ServerException> each : all) {
                assertThat(each.get().kind()).isEqualTo(Kind.UNAVAILABLE);
            }
        } finally {
            callers.shutdown();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void nameShouldBeLookedUpAgainAfterALookUpHasFailed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        BoundedDnsResolver names = new BoundedDnsResolver(
                new SystemDefaultDnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        if (asked.incrementAndGet() == 1) {
                            throw new UnknownHostException(host);
                        }
                        return new InetAddress[] {InetAddress.getLoopbackAddress()};
                    }
                },
                Duration.ofSeconds(20));
        assertThatThrownBy(() -> names.resolve("couch.example")).isInstanceOf(UnknownHostException.class);
        assertThat(names.resolve("couch.example")).containsExactly(InetAddress.getLoopbackAddress());
    }

    @Test
    void interruptionShouldEndTheWaitForAName() throws Exception {
        BoundedDnsResolver names = new BoundedDnsResolver(hanging(new AtomicInteger()), Duration.ofHours(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> names.resolve("couch.example")).isInstanceOf(UnknownHostException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptionShouldEndTheWaitForAnAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpNodes nodes = open(uri(silent), LONG, SystemDefaultDnsResolver.INSTANCE)) {
            Thread waiting = Thread.currentThread();
            Thread server = new Thread(() -> {
                try (Socket socket = silent.accept()) {
                    readHead(socket.getInputStream());
                    waiting.interrupt();
                    over.await();
                } catch (IOException | InterruptedException e) {
                    // the request then fails for a reason other than the interruption
                }
            });
            server.setDaemon(true);
            server.start();
            assertThat(problem(nodes, GET).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /**
     * The server asks for the body, refuses it once the connection takes no more, and then neither reads nor closes.
     */
    @Test
    void refusalShouldBeReadWhenTheServerHasStoppedReading() throws Exception {
        Zeros body = new Zeros();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpNodes nodes = open(uri(listener), LONG, SystemDefaultDnsResolver.INSTANCE)) {
            Thread server = new Thread(() -> {
                try (Socket socket = listener.accept()) {
                    readHead(socket.getInputStream());
                    write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                    body.awaitRest();
                    write(socket, "HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n");
                    over.await();
                } catch (IOException | InterruptedException e) {
                    // the client then has no answer
                }
            });
            server.setDaemon(true);
            server.start();
            assertThat(problem(nodes, NodeRequest.put("db/doc", body)).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    private static URI uri(ServerSocket listener) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void readHead(InputStream in) throws IOException {
        for (int end = 0, octet = in.read(); octet >= 0 && end < 4; octet = end < 4 ? in.read() : octet) {
            end = octet == "\r\n\r\n".charAt(end) ? end + 1 : 0;
        }
    }

    /** A body of more zeros than a connection takes without a reader. */
    private static final class Zeros implements RequestBody {

        private static final long LENGTH = 256L << 20;

        private final AtomicLong taken = new AtomicLong();

        @Override
        public InputStream open() {
            return new InputStream() {
                private long left = LENGTH;

                @Override
                public int read() {
                    return read(new byte[1], 0, 1) < 0 ? -1 : 0;
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    int count = (int) Math.min(left, length);
                    left -= count;
                    taken.addAndGet(count);
                    return count == 0 ? -1 : count;
                }
            };
        }

        @Override
        public long length() {
            return LENGTH;
        }

        /** Waits until something has been taken, and then nothing more for a while. */
        void awaitRest() {
            long last = -1;
            for (int same = 0; same < 30; ) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                long now = taken.get();
                same = now > 0 && now == last ? same + 1 : 0;
                last = now;
            }
        }
    }
}
