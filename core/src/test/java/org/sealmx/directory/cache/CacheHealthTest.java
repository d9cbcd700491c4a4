package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.cache.CacheOutageTest.ALICE;
import static org.sealmx.directory.cache.CacheOutageTest.SECOND;
import static org.sealmx.directory.cache.CacheOutageTest.assertUnavailable;
import static org.sealmx.directory.cache.CacheOutageTest.outage;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The problems of its directory that a cache reports, with and without asking the directory. */
class CacheHealthTest {

    @Test
    void lookForProblemsShouldEndWithTheOutageWhenNobodyAsksForWhatIsNotInMemory() throws Exception {
        CacheBed bed = outage();
        assertUnavailable(bed, "bob@example.org");
        assertThat(bed.directory.lookForProblems())
                .containsExactly("The directory does not answer: connection refused");
        bed.clock.advance(SECOND);
        bed.lookup.down(false);
        assertThat(bed.directory.lookForProblems()).isEmpty();
    }

    @Test
    void lagShouldCountFromTheLastTimeThatTheFeedWasHeard() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.clock.advance(SECOND);
        assertThat(bed.directory.lag()).as("connected, and silent").isEqualTo(Duration.ofSeconds(1));
        bed.feed.heard();
        assertThat(bed.directory.lag()).isZero();
        bed.clock.advance(SECOND);
        bed.feed.disconnected();
        bed.clock.advance(SECOND);
        assertThat(bed.directory.lag()).isEqualTo(Duration.ofSeconds(2));
        bed.feed.connected();
        assertThat(bed.directory.lag()).isZero();
        bed.feed.reset();
        bed.feed.disconnected();
        bed.clock.advance(SECOND);
        assertThat(bed.directory.lag()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void lookForProblemsShouldLastAsLongAsTheOutage() throws Exception {
        CacheBed bed = outage();
        assertUnavailable(bed, "bob@example.org");
        for (int i = 0; i < 10; i++) {
            bed.clock.advance(SECOND);
            assertThat(bed.directory.lookForProblems()).hasSize(1);
        }
    }

    @Test
    void lookForProblemsShouldNotAskWhileTheDirectoryIsLeftAlone() throws Exception {
        CacheBed bed = outage();
        for (int i = 0; i < Circuit.OPEN_AFTER; i++) {
            assertUnavailable(bed, "bob" + i + "@example.org");
        }
        assertUnavailable(bed, "carol@example.org");
        int before = bed.lookup.requests();
        assertThat(bed.directory.lookForProblems())
                .containsExactly("The directory does not answer: connection refused; it will be asked again soon");
        assertThat(bed.lookup.requests()).isEqualTo(before);
        bed.clock.advance(SECOND);
        assertThat(bed.directory.lookForProblems()).hasSize(1);
        assertThat(bed.lookup.requests()).isEqualTo(before + 1);
    }

    @Test
    void lookForProblemsShouldNotAskWhenThereIsNone() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        int before = bed.lookup.requests();
        assertThat(bed.directory.lookForProblems()).isEmpty();
        assertThat(bed.lookup.requests()).isEqualTo(before);
    }

    /** A cache after an outage: the pause has passed, and the directory answers again. */
    private static CacheBed outageThatIsOver() throws Exception {
        CacheBed bed = outage();
        for (int i = 0; i < Circuit.OPEN_AFTER; i++) {
            assertUnavailable(bed, "bob" + i + "@example.org");
        }
        bed.clock.advance(SECOND);
        bed.lookup.down(false);
        return bed;
    }

    @Test
    void problemsShouldAskNobodyAndTakeNobodysTurn() throws Exception {
        CacheBed bed = outageThatIsOver();
        int before = bed.lookup.requests();
        assertThat(bed.directory.problems()).hasSize(1);
        assertThat(bed.lookup.requests()).isEqualTo(before);
        assertThat(bed.resolve("carol@example.org")).containsExactly("UNKNOWN");
        assertThat(bed.directory.problems()).isEmpty();
    }

    @Test
    void anAnswerThatIsNotBelievedShouldEndTheRestOfTheDirectory() throws Exception {
        CacheBed bed = outageThatIsOver();
        bed.lookup.untrusted(true);
        bed.directory.lookForProblems();
        bed.lookup.untrusted(false);
        assertThat(bed.resolve("carol@example.org")).containsExactly("UNKNOWN");
    }

    @Test
    void aLookUpWhoseAnswerIsNotBelievedShouldEndTheRestOfTheDirectory() throws Exception {
        CacheBed bed = outageThatIsOver();
        bed.lookup.untrusted(true);
        assertUnavailable(bed, "dave@example.org");
        bed.lookup.untrusted(false);
        assertThat(bed.resolve("carol@example.org")).containsExactly("UNKNOWN");
    }
}
