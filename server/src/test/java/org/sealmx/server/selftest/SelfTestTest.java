package org.sealmx.server.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
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
        Instant[] now = {Instant.parse("2026-11-29T12:00:00Z")};
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
        SelfTest test = new SelfTest(random, clock);
        assertThat(test.problem()).isEmpty();
        now[0] = now[0].minusSeconds(3_600);
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
