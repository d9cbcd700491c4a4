package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.TestIdentities.Doc;

/** Simultaneous look-ups. The first is held in the directory until the others are waiting. */
@Timeout(60)
class CacheConcurrencyTest {

    private static final Doc ALICE = main("u1", "alice@example.org").id("alice").key("KA");

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** Holds the first request until {@link #release}. */
    private void holdFirst(CacheBed bed) {
        bed.lookup.beforeAnswer(request -> {
            if (request == 1) {
                entered.countDown();
                await(release);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> FutureTask<T> start(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "look-up");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return future;
    }

    /** Waits until every thread is blocked, either in the directory or waiting for a thread that is. */
    private void awaitAllWaiting() {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(thread.isAlive()).isTrue();
                Thread.onSpinWait();
            }
        }
    }

    private List<FutureTask<List<String>>> startTogether(CacheBed bed, int count) {
        List<FutureTask<List<String>>> lookUps = new ArrayList<>();
        lookUps.add(start(() -> bed.resolve("alice@example.org")));
        await(entered);
        while (lookUps.size() < count) {
            lookUps.add(start(() -> bed.resolve("ALICE@example.org")));
        }
        awaitAllWaiting();
        return lookUps;
    }

    @Test
    void resolveShouldMakeOneRequestWhenManyMissTheSameAddress() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        holdFirst(bed);
        List<FutureTask<List<String>>> lookUps = startTogether(bed, 20);
        release.countDown();
        for (FutureTask<List<String>> lookUp : lookUps) {
            assertThat(lookUp.get()).containsExactly("u1 alice@example.org KA");
        }
        assertThat(bed.lookup.requests()).isEqualTo(1);
        assertThat(bed.directory.statistics().misses()).isEqualTo(20);
        assertThat(bed.directory.statistics().loads()).isEqualTo(1);
    }

    @Test
    void resolveShouldNotWaitWhenAnotherAddressIsLoading() throws Exception {
        CacheBed bed = new CacheBed(ALICE, main("u2", "bob@example.org").id("bob"));
        holdFirst(bed);
        List<FutureTask<List<String>>> lookUps = startTogether(bed, 2);
        assertThat(bed.resolve("bob@example.org")).containsExactly("u2 bob@example.org -");
        release.countDown();
        assertThat(lookUps.get(1).get()).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldFailForEachWhenTheLoadThatAllWaitForFails() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.down(true);
        holdFirst(bed);
        List<FutureTask<List<String>>> lookUps = startTogether(bed, 5);
        release.countDown();
        for (FutureTask<List<String>> lookUp : lookUps) {
            assertThatThrownBy(lookUp::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DirectoryUnavailableException.class);
        }
        assertThat(bed.lookup.requests()).isEqualTo(1);
    }

    @Test
    void resolveShouldGiveTheNewAnswerToAllWhenAChangeOvertakesTheLoad() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        holdFirst(bed);
        FutureTask<List<String>> first = start(() -> bed.resolve("alice@example.org"));
        await(entered);
        bed.change(ALICE.key("K2"));
        FutureTask<List<String>> second = start(() -> bed.resolve("alice@example.org"));
        awaitAllWaiting();
        release.countDown();
        assertThat(first.get()).containsExactly("u1 alice@example.org K2");
        assertThat(second.get()).containsExactly("u1 alice@example.org K2");
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }

    @Test
    void resolveShouldAskItselfWhenTheLoadThatItWaitedForWasOvertakenTooOften() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.beforeAnswer(request -> {
            if (request == 3) {
                entered.countDown();
                await(release);
            }
            if (request <= 3) {
                bed.change(ALICE.key("K" + request));
            }
        });
        List<FutureTask<List<String>>> lookUps = startTogether(bed, 2);
        release.countDown();
        assertThat(lookUps.get(0).get()).containsExactly("u1 alice@example.org K2");
        assertThat(lookUps.get(1).get()).containsExactly("u1 alice@example.org K3");
    }

    @Test
    void resolveShouldNotAskWhenAnotherLookUpFinishedJustBefore() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.clock.advance(CacheBed.SETTINGS.maxAge());
        bed.clock.beforeReading(
                () -> assertThat(start(() -> bed.resolve("alice@example.org"))).succeedsWithin(Duration.ofSeconds(50)));
        bed.resolve("alice@example.org");
        assertThat(bed.lookup.requests()).isEqualTo(2);
    }

    @Test
    void joinShouldLoadItselfWhenTheResultOfTheOtherIsNoLongerAnAnswer() throws Exception {
        SharedLoads<String> loads = new SharedLoads<>();
        FutureTask<String> first = start(() -> loads.join(
                "key",
                () -> {
                    entered.countDown();
                    await(release);
                    return "old";
                },
                result -> true));
        await(entered);
        FutureTask<String> second = start(() -> loads.join("key", () -> "new", result -> result.equals("new")));
        awaitAllWaiting();
        release.countDown();
        assertThat(first.get()).isEqualTo("old");
        assertThat(second.get()).isEqualTo("new");
    }

    @Test
    void joinShouldFailWithoutHangingWhenTheOtherLoadEndsInAnError() throws Exception {
        SharedLoads<String> loads = new SharedLoads<>();
        FutureTask<String> first = start(() -> loads.join(
                "key",
                () -> {
                    entered.countDown();
                    await(release);
                    throw new StackOverflowError();
                },
                result -> true));
        await(entered);
        FutureTask<String> second = start(() -> loads.join("key", () -> "own", result -> true));
        awaitAllWaiting();
        release.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(second::get).hasCauseInstanceOf(DirectoryUnavailableException.class);
        assertThat(loads.join("key", () -> "later", result -> true)).isEqualTo("later");
    }

    @Test
    void joinShouldThrowAndStayInterruptedWhenTheWaitingThreadIsInterrupted() throws Exception {
        SharedLoads<String> loads = new SharedLoads<>();
        FutureTask<String> first = start(() -> loads.join(
                "key",
                () -> {
                    entered.countDown();
                    await(release);
                    return "result";
                },
                result -> true));
        await(entered);
        FutureTask<Boolean> second = start(() -> {
            assertThatThrownBy(() -> loads.join("key", () -> "own", result -> true))
                    .isInstanceOf(DirectoryUnavailableException.class);
            return Thread.currentThread().isInterrupted();
        });
        awaitAllWaiting();
        threads.get(1).interrupt();
        assertThat(second.get()).isTrue();
        release.countDown();
        assertThat(first.get()).isEqualTo("result");
    }

    @Test
    void resolveShouldNeverGiveAnOlderAnswerWhenChangesAndLookUpsRace() throws Exception {
        CacheBed bed = new CacheBed(ALICE.key("1"));
        FutureTask<Integer> writer = start(() -> {
            for (int version = 2; version <= 20_000; version++) {
                bed.change(ALICE.key(Integer.toString(version)));
            }
            return 0;
        });
        List<FutureTask<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(start(() -> {
                int last = 1;
                while (!writer.isDone()) {
                    int version = version(bed);
                    assertThat(version).isGreaterThanOrEqualTo(last);
                    last = version;
                }
                return version(bed);
            }));
        }
        assertThat(writer.get()).isZero();
        for (FutureTask<Integer> reader : readers) {
            assertThat(reader.get()).isEqualTo(20_000);
        }
    }

    private static int version(CacheBed bed) throws Exception {
        return Integer.parseInt(bed.resolve("alice@example.org").get(0).replace("u1 alice@example.org ", ""));
    }
}
