package org.sealmx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sealmx.openpgp.certificate.TestKeys;

/** The same seed gives the same input again, even from new targets, which make their own keys and certificates. */
class FuzzTargetsTest {

    private static final int INPUTS = 100;

    @Test
    void targetsShouldMakeTheSameInputsFromTheSameSeeds() {
        List<FuzzTarget> targets = FuzzTargets.all();
        List<FuzzTarget> others = FuzzTargets.all();
        for (int i = 0; i < targets.size(); i++) {
            // the other targets have made different inputs before
            others.get(i).input(new Random(-1));
            for (long seed = 0; seed < INPUTS; seed++) {
                assertThat(others.get(i).input(new Random(seed)))
                        .as("input %d of %s", seed, targets.get(i).name())
                        .isEqualTo(targets.get(i).input(new Random(seed)));
            }
        }
    }

    @Test
    void fromShouldMakeTheSameKeyAgainAndOthersOutsideOfIt() {
        byte[] first = Repeatable.from(new Random(1), () -> TestKeys.version6().binaryCertificate());
        byte[] second = Repeatable.from(new Random(1), () -> TestKeys.version6().binaryCertificate());

        assertThat(second).isEqualTo(first);
        assertThat(TestKeys.version6().binaryCertificate()).isNotEqualTo(first);
        assertThat(Repeatable.from(new Random(1), () -> TestKeys.rsa2048().binaryCertificate()))
                .isEqualTo(
                        Repeatable.from(new Random(1), () -> TestKeys.rsa2048().binaryCertificate()));
    }
}
