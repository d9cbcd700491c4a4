package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.LogCapture;
import org.slf4j.LoggerFactory;

class LookWatchTest {

    private final LogCapture log = new LogCapture(LookWatch.class);
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final LookWatch watch = new LookWatch(
            Path.of("d.json"), Duration.ofSeconds(1), nanoTime::get, LoggerFactory.getLogger(LookWatch.class));

    @AfterEach
    void close() {
        log.close();
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
        watch.check();
    }

    @Test
    void problemShouldBeNoneWhileTheFileIsLookedAt() {
        for (int minute = 0; minute < 5; minute++) {
            pass(Duration.ofSeconds(61));
            assertThat(watch.problem()).isEmpty();
            watch.looked();
        }
        assertThat(log.messagesAboveDebug()).isEmpty();
    }

    @Test
    void checkShouldWarnOnceAndSayWhenTheLooksGoOn() {
        pass(Duration.ofSeconds(62));
        pass(Duration.ofMinutes(9));
        String warning = "directory file d.json was last checked %d min ago, so changes to it are not in force;"
                + " check whether its file system responds";
        assertThat(log.messages(Level.WARN)).containsExactly(warning.formatted(1));
        assertThat(watch.problem()).contains(warning.formatted(10));

        watch.looked();
        assertThat(watch.problem()).isEmpty();
        assertThat(log.messages(Level.INFO)).containsExactly("Directory file d.json is being checked again");

        pass(Duration.ofMinutes(2));
        assertThat(log.messages(Level.WARN)).hasSize(2);
    }
}
