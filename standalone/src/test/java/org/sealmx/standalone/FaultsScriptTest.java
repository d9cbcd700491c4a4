package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code faults.sh}. */
class FaultsScriptTest {

    @ParameterizedTest
    @ValueSource(strings = {"--messages", "--seed", "--back-pressure"})
    void valueThatIsNoNumberShouldEndTheScriptWithOneLine(String option) throws Exception {
        Bash.Result result = Bash.run("SEALMX_BUILT=yes ./faults.sh \"$@\"", List.of(option, "none"));

        assertThat(result.output()).isEqualTo("sealmx: " + option + " takes a number from 1 to 999999999\n");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
