package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipientTraceTest {

    @Test
    void nextShouldFollowZipf() {
        int[] counts = counts(new RecipientTrace(1000));
        int[] sorted = Arrays.stream(counts).sorted().toArray();
        double harmonic =
                IntStream.rangeClosed(1, 1000).mapToDouble(n -> 1.0 / n).sum();
        assertThat(sorted[999]).isBetween((int) (95_000 / harmonic), (int) (105_000 / harmonic));
        assertThat(sorted[990] * 10.0 / sorted[999]).isBetween(0.85, 1.15);
    }

    @Test
    void nextShouldBeTheSameEachTime() {
        assertThat(counts(new RecipientTrace(50))).isEqualTo(counts(new RecipientTrace(50)));
        assertThat(new RecipientTrace(50, 3).lookUps(100, 10)).isNotEqualTo(new RecipientTrace(50, 4).lookUps(100, 10));
    }

    @Test
    void lookUpsShouldHaveUnknownAddressesBetween() {
        int[] lookUps = new RecipientTrace(50).lookUps(100, 10);
        assertThat(lookUps).hasSize(110);
        assertThat(IntStream.of(lookUps).filter(i -> i == EvictionRivals.UNKNOWN))
                .hasSize(10);
        assertThat(lookUps[10]).isEqualTo(EvictionRivals.UNKNOWN);
        assertThat(IntStream.of(lookUps).filter(i -> i >= 50)).isEmpty();
    }

    private static int[] counts(RecipientTrace trace) {
        int[] counts = new int[1000];
        for (int i = 0; i < 100_000; i++) {
            counts[trace.next()]++;
        }
        return counts;
    }
}
