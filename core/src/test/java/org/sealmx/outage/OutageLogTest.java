package org.sealmx.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.LogCapture;
import org.slf4j.LoggerFactory;

class OutageLogTest {

    private final LogCapture log = new LogCapture(OutageLogTest.class);
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final OutageLog outage = new OutageLog(
            LoggerFactory.getLogger(OutageLogTest.class), "Mail is not stored", "Mail is stored again", now::get);

    @AfterEach
    void close() {
        log.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    private void fail(int times, Duration pause) {
        for (int i = 0; i < times; i++) {
            outage.failed("down", "connection refused");
            pass(pause);
        }
    }

    @Test
    void outageShouldBeOneLineAtEachEndWhenItIsShort() {
        fail(500, Duration.ofMillis(40));
        outage.succeeded();
        outage.succeeded();
        assertThat(log.messages(Level.ERROR)).containsExactly("Mail is not stored: connection refused");
        assertThat(log.messages(Level.INFO)).containsExactly("Mail is stored again (500 failures in 20 s)");
    }

    @Test
    void outageShouldBeToldOfOnceAMinuteWithACountWhenItLasts() {
        fail(150, Duration.ofSeconds(1));
        assertThat(log.messages(Level.ERROR))
                .containsExactly(
                        "Mail is not stored: connection refused",
                        "Mail is not stored: connection refused (61 failures in 60 s)",
                        "Mail is not stored: connection refused (121 failures in 120 s)");
    }

    @Test
    void anotherKindOfFailureShouldBeToldOfAtOnce() {
        fail(10, Duration.ofSeconds(1));
        outage.failed("refused", "the password is wrong");
        outage.failed("refused", "the password is wrong");
        assertThat(log.messages(Level.ERROR)).hasSize(2).last().asString().contains("the password is wrong");
    }

    @Test
    void linesShouldBeBoundedWhenThereIsNoEndOfKinds() {
        for (int i = 0; i < 1000; i++) {
            outage.failed("kind " + i, "x");
        }
        assertThat(log.messages(Level.ERROR)).hasSize(10);
    }

    @Test
    void linesShouldBeOneAMinuteWhenOneThingAlwaysFailsAmongOthersThatWork() {
        for (int i = 0; i < 59; i++) {
            outage.failed("down", "connection refused");
            outage.succeeded();
            pass(Duration.ofSeconds(1));
        }
        assertThat(log.messagesAboveDebug()).hasSize(2);
    }

    @Test
    void nothingShouldBeSilentWhenTheClockIsSetBack() {
        fail(1, Duration.ZERO);
        pass(Duration.ofDays(-365));
        fail(1, Duration.ZERO);
        assertThat(log.messages(Level.ERROR)).hasSize(2);
    }

    @Test
    void problemShouldBeThereWhileItLasts() {
        assertThat(outage.problem()).isEmpty();
        fail(3, Duration.ofSeconds(1));
        assertThat(outage.problem()).contains("Mail is not stored: connection refused");
        outage.succeeded();
        assertThat(outage.problem()).isEmpty();
    }
}
