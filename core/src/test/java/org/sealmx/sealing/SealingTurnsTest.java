package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.ReceivedMessage;

class SealingTurnsTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(6);
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch twoAreReading = new CountDownLatch(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void sealShouldWaitWhenAsManyMessagesAreSealedAsThereAreTurns() throws Exception {
        MessageSealer sealer = new MessageSealer(new SecureRandom(), SealingOptions.DEFAULT, new Semaphore(2));
        MessageSealer other = sealer.with(SealingOptions.DEFAULT);

        List<Future<SealedMessage>> sealed = threads.invokeAll(
                IntStream.range(0, 6)
                        .mapToObj(i -> sealing(i % 2 == 0 ? sealer : other))
                        .toList(),
                1,
                TimeUnit.MINUTES);

        for (Future<SealedMessage> one : sealed) {
            assertThat(one.get().size()).isPositive();
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void sealShouldGiveItsTurnBackWhenItFails() throws Exception {
        Semaphore turns = new Semaphore(1);
        MessageSealer sealer = new MessageSealer(new SecureRandom(), SealingOptions.DEFAULT, turns);
        MessageSource broken = new Opened(() -> {
            throw new IllegalStateException("scripted");
        });

        try {
            seal(sealer, broken);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("scripted");
        }

        assertThat(turns.availablePermits()).isEqualTo(1);
    }

    private Callable<SealedMessage> sealing(MessageSealer sealer) {
        AtomicInteger opened = new AtomicInteger();
        return () -> seal(sealer, new Opened(() -> {
            if (opened.getAndIncrement() == 0) {
                most.accumulateAndGet(reading.incrementAndGet(), Math::max);
                twoAreReading.countDown();
                assertThat(twoAreReading.await(1, TimeUnit.MINUTES)).isTrue();
            } else if (opened.get() == 2) {
                // the body is read last
                reading.decrementAndGet();
            }
            return null;
        }));
    }

    private static SealedMessage seal(MessageSealer sealer, MessageSource source) throws SealingException {
        return sealer.seal(source, Sealing.KEY.usable(), Sealing.trace(), new SealingShare());
    }

    /** Calls back when it is opened. */
    @SuppressWarnings("Immutable") // calls the test back
    private record Opened(Callable<Void> whenOpened) implements MessageSource {

        private static final ReceivedMessage MESSAGE = Sealing.message("From: a@example.org\r\n\r\nHello");

        @Override
        public InputStream open() {
            try {
                whenOpened.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return MESSAGE.open();
        }

        @Override
        public long size() {
            return MESSAGE.size();
        }

        @Override
        public byte[] sha256() {
            return MESSAGE.sha256();
        }
    }
}
