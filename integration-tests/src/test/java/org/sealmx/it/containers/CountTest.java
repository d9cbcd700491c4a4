package org.sealmx.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealmx.it.survival.Letters;

class CountTest {

    private static final String ADDRESS = "user0@example.org";

    private final Letters letters = new Letters(1);
    private final Letters.Letter first = letters.next(List.of(ADDRESS));
    private final Letters.Letter second = letters.next(List.of(ADDRESS));
    private final Set<String> earlier = new HashSet<>();

    private Count count(Map<String, Integer> copies, Set<Integer> queued) {
        return Count.of(List.of(first, second), copies, queued, earlier, 0);
    }

    private static String delivery(Letters.Letter letter) {
        return letter.deliveries().get(0);
    }

    @Test
    void messageShouldBeLostWhenItIsNeitherStoredNorQueued() {
        Count count = count(Map.of(delivery(first), 1), Set.of());
        assertThat(count).isEqualTo(new Count(2, 1, 1, 0, 0, 0));
        assertThat(count.isAsPromised(2)).isFalse();
    }

    @Test
    void messageShouldWaitWhenItIsQueued() {
        Count count = count(Map.of(delivery(first), 1), Set.of(second.number()));
        assertThat(count).isEqualTo(new Count(2, 1, 0, 0, 1, 0));
        assertThat(count.isAsPromised(0)).isFalse();
        assertThat(count.isAsPromised(1)).isTrue();
    }

    @Test
    void copyBeyondTheFirstShouldBeDoubled() {
        Count count = count(Map.of(delivery(first), 2, delivery(second), 1), Set.of());
        assertThat(count).isEqualTo(new Count(2, 1, 0, 1, 0, 0));
        assertThat(count.isAsPromised(0)).isFalse();
    }

    @Test
    void copyOfAnEarlierTimeShouldBeDoubled() {
        assertThat(count(Map.of(delivery(first), 1, delivery(second), 1), Set.of())
                        .isAsPromised(0))
                .isTrue();
        assertThat(Count.of(List.of(), Map.of(delivery(first), 1), Set.of(), earlier, 0))
                .isEqualTo(new Count(0, 0, 0, 1, 0, 0));
    }

    @Test
    void plaintextShouldBreakThePromise() {
        assertThat(Count.of(List.of(), Map.of(), Set.of(), earlier, 1).isAsPromised(0))
                .isFalse();
    }
}
