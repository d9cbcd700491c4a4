package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules that the benchmark compares with are implemented correctly. */
class EvictionRivalsTest {

    private static final int[] TRACE = {0, 1, 2, 0, 1, 3, 0, 1, 2, 3};

    @Test
    void leastRecentlyUsedShouldEvictTheEldestWhenItIsFull() {
        assertThat(EvictionRivals.leastRecentlyUsed(TRACE, 300, 100, 100)).isEqualTo(4);
        assertThat(EvictionRivals.leastRecentlyUsed(TRACE, 400, 100, 100)).isEqualTo(6);
        assertThat(EvictionRivals.leastRecentlyUsed(new int[] {0, -1, 0, -1, -1, 0}, 200, 100, 100))
                .isEqualTo(1);
    }

    @Test
    void optimumShouldEqualTheBestOfAllChoicesWhenTheTraceIsShort() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int[] trace = random.ints(12, -1, 5).toArray();
            for (int capacity = 1; capacity <= 3; capacity++) {
                assertThat(EvictionRivals.optimum(trace, 5, capacity)).isEqualTo(best(trace, 0, 0, capacity));
            }
        }
    }

    /** Tries every possibility: after each look-up, any set of the cached and the requested addresses that fits. */
    private static long best(int[] trace, int at, int cached, int capacity) {
        if (at == trace.length) {
            return 0;
        }
        if (trace[at] == EvictionRivals.UNKNOWN) {
            return best(trace, at + 1, cached, capacity);
        }
        int one = 1 << trace[at];
        long hit = (cached & one) == 0 ? 0 : 1;
        int with = cached | one;
        if (Integer.bitCount(with) <= capacity) {
            return hit + best(trace, at + 1, with, capacity);
        }
        long best = 0;
        for (int victim = 0; victim < 5; victim++) {
            if ((with & (1 << victim)) != 0) {
                best = Math.max(best, best(trace, at + 1, with & ~(1 << victim), capacity));
            }
        }
        return hit + best;
    }
}
