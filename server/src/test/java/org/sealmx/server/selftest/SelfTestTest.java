package org.sealmx.server.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.MovedClock;
import org.sealmx.measure.LookUp;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.SealKind;
import org.sealmx.measure.Stage;
import org.sealmx.sealing.MessageSealer;

class SelfTestTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void sealedMessageShouldBeOpened() {
        SelfTest test = new SelfTest(random, Clock.systemUTC());
        assertThat(test.problem()).isEmpty();
        assertThat(test.problem()).as("with the same key").isEmpty();
    }

    @Test
    void clockThatWasSetBackShouldNotBeAProblem() {
        MovedClock clock = new MovedClock();
        SelfTest test = new SelfTest(random, clock);
        assertThat(test.problem()).isEmpty();
        clock.pass(Duration.ofHours(-1));
        assertThat(test.problem()).isEmpty();
    }

    @Test
    void sealerThatFailsShouldBeAProblem() {
        MessageSealer broken = new MessageSealer(random, new Measurements() {
            @Override
            public Timing begin(Stage stage) {
                throw new IllegalStateException("secret detail");
            }

            @Override
            public void lookedUp(LookUp result) {}

            @Override
            public void sealed(SealKind kind, long octets) {}
        });
        assertThat(new SelfTest(random, Clock.systemUTC(), broken).problem())
                .contains("a message could not be sealed and opened: java.lang.IllegalStateException");
    }
}
