package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.AccountId;

class AccountEndsTest {

    @Test
    void sortedShouldHaveTheFirstEndOfEachAccount() {
        AccountEnds ends = new AccountEnds();
        ends.add(new AccountId("u1"), 30);
        ends.add(new AccountId("u2"), 20);
        ends.add(new AccountId("u1"), 10);
        ends.add(new AccountId("u1"), 40);
        ends.add(new AccountId("u3"), 20);
        assertThat(ends.sorted()).containsExactly(10, 20, 20);
    }

    @Test
    void sortedShouldBeEmptyWithoutAccounts() {
        assertThat(new AccountEnds().sorted()).isEmpty();
    }

    @Test
    void sortedShouldAgreeWithAMapForAnyNumberOfAccounts() {
        Random random = new Random(7);
        for (int accounts : new int[] {1, 31, 32, 33, 1_000, 50_000}) {
            AccountEnds ends = new AccountEnds();
            Map<String, Long> expected = new HashMap<>();
            for (int i = 0; i < 3 * accounts; i++) {
                String account = "u" + random.nextInt(accounts);
                long end = random.nextBoolean() ? random.nextInt(1_000) : random.nextLong() >>> 1;
                ends.add(new AccountId(account), end);
                expected.merge(account, end, Math::min);
            }
            assertThat(ends.sorted())
                    .isEqualTo(expected.values().stream()
                            .mapToLong(Long::longValue)
                            .sorted()
                            .toArray());
        }
    }
}
