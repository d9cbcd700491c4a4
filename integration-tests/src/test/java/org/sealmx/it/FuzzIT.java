package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sealmx.fuzz.FuzzTargets;
import org.sealmx.fuzz.Fuzzer;
import org.sealmx.fuzz.Replay;

/**
 * Whatever strangers send and operators paste, the code throws only declared exceptions, never hangs, and uses bounded
 * memory. Each run takes a minute and uses another seed, unless {@code sealmx.fuzz.seconds} and
 * {@code sealmx.fuzz.seed} are set. With {@code sealmx.fuzz.replay} it repeats one input instead, see {@link Replay}.
 */
class FuzzIT {

    private static final int THREADS = 2;

    @Test
    void nothingShouldComeOutButWhatIsDeclared() throws Exception {
        String replay = System.getProperty(Replay.PROPERTY);
        if (replay != null) {
            System.out.println(Replay.of(replay, FuzzTargets.all()));
            return;
        }
        long seed = Long.getLong("sealmx.fuzz.seed", new SecureRandom().nextInt());
        Duration time = Duration.ofSeconds(Long.getLong("sealmx.fuzz.seconds", 65));
        Fuzzer fuzzer = new Fuzzer(FuzzTargets.all(), seed);

        fuzzer.run(time, THREADS);

        System.out.println(fuzzer.report());
        assertThat(fuzzer.inputs()).allMatch(inputs -> inputs > 0);
    }
}
