package org.sealmx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void forEachShouldNameTheSeedThatFails() {
        int expected = new Random(12).nextInt();

        assertThatThrownBy(() -> Seeds.forEach(
                        10, 5, random -> assertThat(random.nextInt()).isNotEqualTo(expected)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dsealmx.property.seed=12)");
        assertThatThrownBy(() -> Seeds.forEach(3, 1, random -> {
                    throw new java.io.IOException("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed=3): broken");
    }

    @Test
    void forEachShouldTryTheSameSeedsInEveryBuild() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();

        Seeds.forEach(1, 20, random -> first.add(random.nextInt()));
        Seeds.forEach(1, 20, random -> second.add(random.nextInt()));

        assertThat(first).hasSize(20).doesNotHaveDuplicates().isEqualTo(second);
    }

    @Test
    void forEachShouldTryTheGivenSeedAlone() {
        List<Integer> tried = new ArrayList<>();
        System.setProperty(Seeds.PROPERTY, "77");
        try {
            Seeds.forEach(1, 20, random -> tried.add(random.nextInt()));
        } finally {
            System.clearProperty(Seeds.PROPERTY);
        }

        assertThat(tried).containsExactly(new Random(77).nextInt());
    }
}
