package org.sealmx.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;

class PostmasterHealthTest {

    private static final String POSTMASTER = "postmaster@example.org";

    private final ScriptedDirectory directory = new ScriptedDirectory();
    private final PostmasterHealth health = new PostmasterHealth(directory, LocalDomains.of(List.of("example.org")));

    @Test
    void lookForProblemsShouldBeNoneWhenThePostmasterHasAMailbox() {
        directory.routes(POSTMASTER, TestDeliveries.route(POSTMASTER));
        assertThat(health.lookForProblems()).isEmpty();
    }

    @Test
    void lookForProblemsShouldSayWhatIsWrongWithThePostmasterNow() {
        directory.answer(POSTMASTER, new Resolution.Blocked(BlockReason.DISABLED));
        assertThat(health.lookForProblems())
                .containsExactly("postmaster@ of example.org cannot receive mail: its account is disabled");
        directory.answer(POSTMASTER, new Resolution.Unknown());
        assertThat(health.lookForProblems()).containsExactly("the domain example.org has no postmaster@");
    }

    @Test
    void problemsShouldLookNobodyUp() {
        directory.answer(POSTMASTER, new Resolution.Blocked(BlockReason.DISABLED));
        assertThat(health.problems()).isEmpty();
    }
}
