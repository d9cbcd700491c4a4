package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedCheckTest {

    @Test
    void eachCallShouldWaitForASyncThatBeganAfterIt() throws Exception {
        AtomicInteger committed = new AtomicInteger();
        AtomicInteger synced = new AtomicInteger();
        SharedCheck sync = new SharedCheck(() -> synced.set(committed.get()));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int call = 0; call < 2000; call++) {
                calls.add(pool.submit(() -> {
                    int mine = committed.incrementAndGet();
                    sync.await();
                    return synced.get() >= mine;
                }));
            }
            for (Future<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void callsThatWaitShouldShareOneSync() throws Exception {
        AtomicInteger syncs = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SharedCheck sync = new SharedCheck(() -> {
            syncs.incrementAndGet();
            begun.countDown();
            uninterruptibly(go);
        });
        ExecutorService pool = Executors.newFixedThreadPool(9);
        try {
            List<Future<?>> calls = new ArrayList<>();
            calls.add(pool.submit(() -> call(sync)));
            begun.await();
            for (int call = 0; call < 8; call++) {
                calls.add(pool.submit(() -> call(sync)));
            }
            while (sync.waiting() < 8) {
                Thread.onSpinWait();
            }
            go.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(syncs).hasValue(2);
    }

    @Test
    void syncThatFailsShouldFailForItsCallerAndCoverNobody() throws Exception {
        AtomicInteger syncs = new AtomicInteger();
        SharedCheck sync = new SharedCheck(() -> {
            if (syncs.incrementAndGet() == 1) {
                throw new SQLException("no space");
            }
        });

        assertThatExceptionOfType(SQLException.class).isThrownBy(sync::await).withMessage("no space");
        sync.await();
        assertThat(syncs).hasValue(2);
    }

    private static void call(SharedCheck sync) {
        try {
            sync.await();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }
}
