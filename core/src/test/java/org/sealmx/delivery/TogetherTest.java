package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final Executor THREADS = task -> new Thread(task, "together").start();
    private static final List<Integer> TWENTY = IntStream.range(0, 20).boxed().toList();

    private final ProcessingRoom room = new ProcessingRoom(10, 1 << 20, Duration.ZERO);

    @Test
    void eachShouldReturnTheResultsInOrder() {
        assertThat(new Together(room, THREADS).each(TWENTY, 1, i -> i * i))
                .isEqualTo(TWENTY.stream().map(i -> i * i).toList());
    }

    /** All that there is room for are at work before the first is done. */
    @Test
    void eachShouldWorkAtTheSameTimeAsFarAsThereIsRoom() {
        assertThat(room.enter(1)).isPresent();
        CountDownLatch atWork = new CountDownLatch(10);
        List<Boolean> met = new Together(room, THREADS).each(TWENTY, 1, i -> {
            atWork.countDown();
            return await(atWork);
        });
        assertThat(met).containsOnly(true);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void eachShouldWorkInTheCallingThreadWithoutRoomOrThreads() {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        ProcessingRoom full = new ProcessingRoom(1, 1 << 20, Duration.ZERO);
        assertThat(full.enter(1)).isPresent();
        assertThat(new Together(full, THREADS).each(TWENTY, 1, i -> workers.add(Thread.currentThread())))
                .hasSize(20);
        assertThat(new Together(room, TogetherTest::refuse).each(TWENTY, 1, i -> workers.add(Thread.currentThread())))
                .hasSize(20);
        assertThat(workers).containsExactly(Thread.currentThread());
    }

    private static void refuse(Runnable task) {
        throw new RejectedExecutionException("no thread for " + task);
    }

    @Test
    void roomShouldBeFreeAfterwardsWhateverHappened() {
        Executor exhausted = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThat(new Together(room, exhausted).each(TWENTY, 1, i -> i)).isEqualTo(TWENTY);
        new Together(room, TogetherTest::refuse).each(TWENTY, 1, i -> i);
        new Together(room, THREADS).each(TWENTY, 1, i -> i);
        List<Optional<ProcessingRoom.Place>> places = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            places.add(room.enter(1));
        }
        assertThat(places).allMatch(Optional::isPresent);
    }

    @Test
    void eachShouldEndAllWorkBeforeItThrows() {
        for (Executor threads : List.of(THREADS, (Executor) TogetherTest::refuse)) {
            List<Integer> done = Collections.synchronizedList(new ArrayList<>());
            assertThatThrownBy(() -> new Together(room, threads).each(TWENTY, 1, i -> {
                        if (i % 7 == 3) {
                            throw new IllegalStateException("a fault");
                        }
                        return done.add(i);
                    }))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class);
            assertThat(done).hasSize(17);
        }
    }

    /** Each place that the first message has beyond its own goes to one that waits, after the item at hand. */
    @Test
    void eachShouldMakeRoomForAMessageThatWaits() throws Exception {
        ProcessingRoom two = new ProcessingRoom(2, 1 << 20, Duration.ofMinutes(1));
        assertThat(two.enter(1)).isPresent();
        CountDownLatch bothAtWork = new CountDownLatch(2);
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Thread other = new Thread(() -> two.enter(1).ifPresent(place -> entered.countDown()), "another message");
        new Together(two, THREADS).each(TWENTY, 1, i -> {
            bothAtWork.countDown();
            if (i < 2) {
                return await(bothAtWork);
            }
            if (i == 2) {
                other.start();
                while (!two.isWanted()) {
                    Thread.onSpinWait();
                }
                waits.countDown();
            }
            assertThat(await(waits)).isTrue();
            // the thread that came with the message does the rest, when the helper has left
            return i == 19 ? await(entered) : Boolean.TRUE;
        });
        other.join();
        assertThat(entered.getCount()).isZero();
    }
}
