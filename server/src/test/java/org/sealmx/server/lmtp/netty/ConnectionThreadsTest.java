package org.sealmx.server.lmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionThreadsTest {

    private static final int PATIENCE_SECONDS = 30;

    private final ConnectionThreads threads = new ConnectionThreads();
    private final List<EventLoop> taken = new ArrayList<>();

    private EventLoop take() {
        EventLoop thread = threads.take().orElseThrow();
        taken.add(thread);
        return thread;
    }

    private static boolean ends(EventLoop thread) throws InterruptedException {
        return thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() {
        threads.end();
        taken.forEach(threads::giveBack);
    }

    @Test
    void takeShouldGiveAThreadToOneConnectionAtATime() {
        EventLoop first = take();
        EventLoop second = take();
        assertThat(second).isNotSameAs(first);
        threads.giveBack(first);
        assertThat(take()).isSameAs(first);
        assertThat(take()).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void giveBackShouldEndThreadsBeyondAFew() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            take();
        }
        taken.forEach(threads::giveBack);
        for (EventLoop thread : taken.subList(16, 20)) {
            assertThat(ends(thread)).isTrue();
        }
        assertThat(taken.subList(0, 16)).noneMatch(EventLoop::isShuttingDown);
        taken.clear();
    }

    @Test
    void endShouldEndFreeThreadsAtOnceAndOthersWhenTheyAreGivenBack() throws InterruptedException {
        EventLoop free = take();
        EventLoop busy = take();
        threads.giveBack(free);
        threads.end();
        assertThat(ends(free)).isTrue();
        assertThat(busy.isShuttingDown()).isFalse();
        threads.giveBack(busy);
        assertThat(ends(busy)).isTrue();
        taken.clear();
    }
}
