package org.sealmx.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.net.NameLookups;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** A server that lets everybody wait must not hold all threads that handle mail. */
@Timeout(60)
class UnreachableNextHopTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicLong now = new AtomicLong();
    private HopServer server;

    @BeforeEach
    void start() throws IOException {
        server = HopServer.onLoopback();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HopSettings settings(String host, HopTimeouts timeouts, int connections, Duration keepIdle)
            throws IOException {
        return new HopSettings(
                new HopAddress.Inet(host, server.port()),
                HopProtocol.SMTP,
                "sealmx.test",
                Optional.empty(),
                Optional.empty(),
                timeouts,
                connections,
                keepIdle);
    }

    private NextHop hop(int connections) throws IOException {
        return new NextHop(settings("127.0.0.1", new HopTimeouts(LONG, SHORT, LONG), connections, LONG), now::get);
    }

    private static HopResult send(NextHop hop) {
        return hop.send(new HopMessage(
                ReversePath.nullPath(),
                EmailAddress.of("alice@example.org"),
                ReceivedMessage.of("Subject: one\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
    }

    private static void assertTimeout(HopResult result) {
        assertThat(result).isInstanceOfSatisfying(HopResult.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo("TIMEOUT");
            assertThat(failed.mayBeTaken()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {HopServer.CONNECT, "EHLO"})
    void sessionThatDoesNotBeginShouldBeTriedOnceInAMoment(String verb) throws IOException {
        String usual = server.answerTo(verb);
        server.answer(verb, HopServer.SILENCE);
        try (NextHop hop = hop(2)) {
            for (int moment = 1; moment <= 2; moment++) {
                for (int i = 0; i < 20; i++) {
                    assertTimeout(send(hop));
                }
                assertThat(server.accepted).hasValue(moment);
                now.addAndGet(Duration.ofSeconds(5).toNanos());
            }
            server.answer(verb, usual);
            assertThat(send(hop)).isEqualTo(new HopResult.Taken());
            assertThat(send(hop)).isEqualTo(new HopResult.Taken());
        }
    }

    /** What is wrong with one message says nothing about the next. */
    @Test
    void silenceWithinATransactionShouldNotStopOtherMessages() throws IOException {
        server.answer("RCPT", HopServer.SILENCE);
        try (NextHop hop = hop(2)) {
            assertTimeout(send(hop));
            server.answer("RCPT", "250 2.1.5 OK");
            assertThat(send(hop)).isEqualTo(new HopResult.Taken());
        }
    }

    @Test
    void onlyOneShouldWaitForAConnectionWhileAllAreInUse() throws Exception {
        server.answer(HopServer.END, HopServer.SILENCE);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (NextHop hop = hop(1)) {
            Future<HopResult> first = sender.submit(() -> send(hop));
            await(() -> !server.messages.isEmpty());
            HopResult busy = new HopResult.Failed("BUSY", "all connections are in use", false);
            for (int i = 0; i < 20; i++) {
                assertThat(send(hop)).isEqualTo(busy);
            }
            server.answer(HopServer.END, "250 2.6.0 stored");
            server.cutAll();
            first.get();
            assertThat(send(hop)).isEqualTo(new HopResult.Taken());
        } finally {
            sender.shutdown();
        }
    }

    @Test
    void nameThatIsNotResolvedInTimeShouldBeLookedUpOnceInAMoment() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicLong lookups = new AtomicLong();
        NameLookups names = new NameLookups(
                host -> {
                    lookups.incrementAndGet();
                    awaitOrFail(over);
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                },
                SHORT);
        HopSettings settings = settings("mx.hop.test", new HopTimeouts(LONG, LONG, LONG), 2, LONG);
        try (NextHop hop = new NextHop(settings, now::get, names)) {
            assertTimeout(send(hop));
            over.countDown();
            assertTimeout(send(hop));
            assertThat(lookups).hasValue(1);
            now.addAndGet(Duration.ofSeconds(5).toNanos());
            assertThat(send(hop)).isEqualTo(new HopResult.Taken());
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitOrFail(CountDownLatch over) throws UnknownHostException {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    @Test
    void connectionWithoutWorkShouldBeClosedWithoutAnotherMessage() throws IOException {
        HopSettings settings = settings("127.0.0.1", new HopTimeouts(LONG, LONG, LONG), 2, Duration.ofMillis(100));
        try (NextHop hop = new NextHop(settings)) {
            assertThat(send(hop)).isEqualTo(new HopResult.Taken());
            await(() -> server.commands.contains("QUIT"));
        }
    }
}
