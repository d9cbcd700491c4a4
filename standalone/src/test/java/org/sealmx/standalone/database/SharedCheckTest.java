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
    void eachCallShouldWaitForACheckThatBeganAfterIt() throws Exception {
        AtomicInteger committed = new AtomicInteger();
        AtomicInteger checked = new AtomicInteger();
        SharedCheck check = new SharedCheck(() -> checked.set(committed.get()));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int call = 0; call < 2000; call++) {
                calls.add(pool.submit(() -> {
                    int mine = committed.incrementAndGet();
                    check.await();
                    return checked.get() >= mine;
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
    void callsThatWaitShouldShareOneCheck() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SharedCheck check = new SharedCheck(() -> {
            checks.incrementAndGet();
            begun.countDown();
            uninterruptibly(go);
        });
        ExecutorService pool = Executors.newFixedThreadPool(9);
        try {
            List<Future<?>> calls = new ArrayList<>();
            calls.add(pool.submit(() -> call(check)));
            begun.await();
            for (int call = 0; call < 8; call++) {
                calls.add(pool.submit(() -> call(check)));
            }
            while (check.waiting() < 8) {
                Thread.onSpinWait();
            }
            go.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(checks).hasValue(2);
    }

    @Test
    void checkThatFailsShouldFailForItsCallerAndCoverNobody() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        SharedCheck check = new SharedCheck(() -> {
            if (checks.incrementAndGet() == 1) {
                throw new SQLException("not ours");
            }
        });

        assertThatExceptionOfType(SQLException.class).isThrownBy(check::await).withMessage("not ours");
        check.await();
        assertThat(checks).hasValue(2);
    }

    private static void call(SharedCheck check) {
        try {
            check.await();
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
