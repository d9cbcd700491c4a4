package org.sealmx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fuzzer finds the faults that it is meant to find. */
class FuzzerTest {

    private static final byte BAD = 42;

    private interface Taking {
        FuzzTarget.Check take(byte[] input) throws Exception;
    }

    private static class Target implements FuzzTarget {

        private final Taking taking;
        private final Map<String, List<Integer>> made = new ConcurrentHashMap<>();

        Target(Taking taking) {
            this.taking = taking;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public byte[] input(Random random) {
            byte[] input = new byte[random.nextInt(40)];
            random.nextBytes(input);
            made.computeIfAbsent(Thread.currentThread().getName(), thread -> new ArrayList<>())
                    .add(Arrays.hashCode(input));
            return input;
        }

        @Override
        public Check run(byte[] input) throws Exception {
            return taking.take(input);
        }

        @Override
        public AllocationLimit limit() {
            return new AllocationLimit(100_000, 100);
        }
    }

    private static Fuzzer fuzzer(Taking taking) {
        return new Fuzzer(List.of(new Target(taking)), 1, Duration.ofMillis(300));
    }

    private static void fuzz(Taking taking) throws InterruptedException {
        fuzzer(taking).run(Duration.ofMillis(400), 2);
    }

    private static boolean isBad(byte[] input) {
        for (byte octet : input) {
            if (octet == BAD) {
                return true;
            }
        }
        return false;
    }

    @Test
    void runShouldFindWhatIsThrownAndMakeTheInputSmall() {
        assertThatThrownBy(() -> fuzz(input -> {
                    if (isBad(input)) {
                        throw new IllegalStateException("bad octet");
                    }
                    return FuzzTarget.Check.NONE;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1 ")
                .hasMessageContaining("IllegalStateException: bad octet")
                .hasMessageContaining("FuzzerTest.java")
                .hasMessageMatching("(?s).*input of 1 octets in .*test-\\w+.bin: 2a\\n.*");
    }

    @Test
    void runShouldFindErrorsToo() {
        assertThatThrownBy(() -> fuzz(input -> {
                    if (isBad(input)) {
                        throw new StackOverflowError();
                    }
                    return FuzzTarget.Check.NONE;
                }))
                .hasMessageContaining("StackOverflowError");
    }

    @Test
    void runShouldFindWhatTheCheckFinds() {
        assertThatThrownBy(() ->
                        fuzz(input -> () -> assertThat(isBad(input)).as("bad").isFalse()))
                .hasMessageContaining("[bad]")
                .hasMessageContaining("input of 1 octets");
    }

    @Test
    void runShouldFindWhatTakesMuchMemory() {
        assertThatThrownBy(() -> fuzz(input -> {
                    int size = isBad(input) ? new byte[200_000].length : 0;
                    return () -> assertThat(size).isNotNegative();
                }))
                .hasMessageContaining("octets allocated")
                .hasMessageContaining("input of 1 octets");
    }

    @Test
    void runShouldFindWhatHasNoEnd() {
        assertThatThrownBy(() -> fuzz(input -> {
                    new CountDownLatch(isBad(input) ? 1 : 0).await();
                    return FuzzTarget.Check.NONE;
                }))
                .hasMessageContaining("no end after")
                .hasMessageContaining("CountDownLatch.await");
    }

    @Test
    void runShouldFailWhenNoInputIsMade() {
        FuzzTarget broken = new Target(input -> FuzzTarget.Check.NONE) {
            @Override
            public byte[] input(Random random) {
                throw new IllegalStateException("no input");
            }
        };
        assertThatThrownBy(() -> new Fuzzer(List.of(broken), 1).run(Duration.ofMillis(200), 2))
                .hasMessageContaining("no input was made");
    }

    @Test
    void runShouldMakeTheSameInputsFromTheSameSeedWhateverOtherTargetsTake() throws Exception {
        Target alone = new Target(input -> FuzzTarget.Check.NONE);
        Target behindAnother = new Target(input -> FuzzTarget.Check.NONE);
        FuzzTarget other = new Target(input -> FuzzTarget.Check.NONE) {
            @Override
            public String name() {
                return "other";
            }
        };

        new Fuzzer(List.of(alone), 5).run(Duration.ofMillis(200), 2);
        new Fuzzer(List.of(other, behindAnother), 5).run(Duration.ofMillis(400), 2);

        for (String thread : List.of("fuzzer-0", "fuzzer-1")) {
            List<Integer> first = alone.made.get(thread);
            List<Integer> second = behindAnother.made.get(thread);
            int common = Math.min(first.size(), second.size());
            assertThat(common).isPositive();
            assertThat(first.subList(0, common)).isEqualTo(second.subList(0, common));
        }
        assertThat(alone.made.get("fuzzer-0").subList(0, 5))
                .isNotEqualTo(alone.made.get("fuzzer-1").subList(0, 5));
    }

    @Test
    void runShouldNameWhatBringsAFailureBack() {
        Target target =
                new Target(input -> () -> assertThat(isBad(input)).as("bad").isFalse());

        String report = catchThrowable(() -> new Fuzzer(List.of(target), 3).run(Duration.ofMillis(400), 2))
                .getMessage();

        Matcher again = Pattern.compile("-Dsealmx.fuzz.replay=(\\S+) for .* or =(\\S+) for")
                .matcher(report);
        assertThat(again.find()).isTrue();
        for (String what : List.of(again.group(1), again.group(2))) {
            assertThatThrownBy(() -> Replay.of(what, List.of(target))).hasMessageContaining("[bad]");
        }
    }

    @Test
    void replayShouldSayWhatItDidAndWhatItNeeds() throws Exception {
        List<FuzzTarget> targets = List.of(new Target(input -> FuzzTarget.Check.NONE));

        assertThat(Replay.of("test:7", targets)).matches("test took \\d+ octets again, and everything holds");
        for (String wrong : List.of("other:7", "test:x", "target/fuzz/test-none.bin", "")) {
            assertThatThrownBy(() -> Replay.of(wrong, targets))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sealmx.fuzz.replay must name");
        }
    }

    @Test
    void runShouldPassWhatIsRightAndCount() {
        Fuzzer fuzzer = fuzzer(input -> FuzzTarget.Check.NONE);

        assertThatCode(() -> fuzzer.run(Duration.ofMillis(300), 2)).doesNotThrowAnyException();
        assertThat(fuzzer.inputs()).singleElement().satisfies(inputs -> assertThat(inputs)
                .isPositive());
        assertThat(fuzzer.report()).contains("seed 1").contains("test");
    }
}
