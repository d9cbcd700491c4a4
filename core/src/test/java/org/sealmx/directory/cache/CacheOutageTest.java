package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.identity.TestIdentities.Doc;

/** The answers during an outage of the directory, and how long they are given. */
class CacheOutageTest {

    static final Doc ALICE = main("u1", "alice@example.org").id("alice").key("KA");
    private static final Duration MILLI = Duration.ofMillis(1);
    static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STALE = CacheBed.SETTINGS.staleIfUnavailable();

    /** A cache that has the answers for alice and the unknown address nobody, after feed and directory have failed. */
    static CacheBed outage() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.resolve("nobody@example.org");
        bed.feed.disconnected();
        bed.lookup.down(true);
        return bed;
    }

    static void assertUnavailable(CacheBed bed, String address) {
        assertThatThrownBy(() -> bed.resolve(address))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageNotContaining("@");
    }

    @Test
    void resolveShouldServeKnownAddressesForTheWholeWindowWhenTheDirectoryIsDown() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(STALE.minus(MILLI));
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
        assertThat(bed.directory.statistics().staleServed()).isEqualTo(1);
        assertThat(bed.directory.statistics().failedLoads()).isEqualTo(1);
    }

    @Test
    void resolveShouldThrowAfterTheWindowWhenTheDirectoryIsDown() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(STALE);
        assertUnavailable(bed, "alice@example.org");
        assertThat(bed.directory.statistics().staleServed()).isZero();
    }

    @Test
    void resolveShouldCountTheWindowFromTheLossOfTheFeedAndNotFromTheLastUse() throws Exception {
        CacheBed bed = outage();
        for (int minute = 1; minute < 15; minute++) {
            bed.clock.advance(Duration.ofMinutes(1));
            assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
        }
        bed.clock.advance(Duration.ofMinutes(1));
        assertUnavailable(bed, "alice@example.org");
    }

    @Test
    void resolveShouldServeWhatWasLoadedHoursAgoWhenTheFeedWasConnectedUntilNow() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.clock.advance(Duration.ofHours(5));
        bed.feed.disconnected();
        bed.lookup.down(true);
        bed.clock.advance(STALE.minus(MILLI));
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldServeFromTheGreatestAgeOnWhenTheFeedIsConnectedAndTheDirectoryIsDown() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.lookup.down(true);
        bed.clock.advance(CacheBed.SETTINGS.maxAge().plus(STALE).minus(MILLI));
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
        bed.clock.advance(MILLI);
        assertUnavailable(bed, "alice@example.org");
    }

    @Test
    void resolveShouldThrowWhenTheAddressIsNotInMemory() throws Exception {
        assertUnavailable(outage(), "bob@example.org");
    }

    @Test
    void resolveShouldThrowWhenTheAddressWasUnknownBefore() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(CacheBed.SETTINGS.unknownTimeToLive());
        assertUnavailable(bed, "nobody@example.org");
        assertThat(bed.directory.statistics().staleServed()).isZero();
    }

    @Test
    void resolveShouldThrowWhenTheAnswerIsKnownToHaveChanged() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.change(ALICE.key("K2"));
        bed.lookup.down(true);
        assertUnavailable(bed, "alice@example.org");
    }

    @Test
    void resolveShouldThrowWhenTheAnswerChangesDuringTheFailingLoad() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(CacheBed.SETTINGS.timeToLive());
        bed.lookup.beforeAnswer(request -> bed.change(ALICE.key("K2")));
        assertUnavailable(bed, "alice@example.org");
    }

    @Test
    void resolveShouldThrowWhenEverythingWasForgotten() throws Exception {
        CacheBed bed = outage();
        bed.feed.reset();
        assertUnavailable(bed, "alice@example.org");
    }

    @Test
    void resolveShouldServeWhatACatchAllCaughtWhenTheDirectoryIsDown() throws Exception {
        CacheBed bed = new CacheBed(
                ALICE, alias("u1", "@example.org", "alice@example.org").id("all"));
        bed.resolve("whoever@example.org");
        bed.feed.disconnected();
        bed.lookup.down(true);
        bed.clock.advance(STALE.minus(MILLI));
        assertThat(bed.resolve("whoever@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldNotKeepTheOutageAsAnAnswerWhenTheDirectoryIsBack() throws Exception {
        CacheBed bed = outage();
        assertUnavailable(bed, "bob@example.org");
        bed.lookup.put(main("u2", "bob@example.org").id("bob"));
        bed.lookup.down(false);
        bed.clock.advance(SECOND);
        assertThat(bed.resolve("bob@example.org")).containsExactly("u2 bob@example.org -");
    }

    @Test
    void resolveShouldUseTheNewAnswerWhenTheDirectoryIsBackAndTheFeedIsNot() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(Duration.ofMinutes(5));
        bed.resolve("alice@example.org");
        bed.lookup.put(ALICE.key("K2"));
        bed.lookup.down(false);
        bed.clock.advance(SECOND);
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
    }

    @Test
    void resolveShouldThrowWhenTheDirectoryFailsInAnUnexpectedWay() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.bug(new IllegalStateException("alice@example.org"));
        assertUnavailable(bed, "alice@example.org");
        assertThat(bed.directory.statistics().failedLoads()).isEqualTo(1);
    }

    @Test
    void resolveShouldNotKeepPartOfAnAnswerWhenALaterRequestFails() throws Exception {
        CacheBed bed = new CacheBed(
                ALICE, alias("u1", "info@example.org", "alice@example.org").id("i"));
        bed.lookup.beforeAnswer(request -> bed.lookup.down(request == 2));
        assertUnavailable(bed, "info@example.org");
        bed.clock.advance(SECOND);
        assertThat(bed.resolve("info@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldAskOnceASecondWhenTheDirectoryStaysDown() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(Duration.ofMinutes(2));
        int before = bed.lookup.requests();
        for (int i = 0; i < 1000; i++) {
            assertUnavailable(bed, "bob" + i + "@example.org");
            assertThat(bed.resolve("alice@example.org")).hasSize(1);
        }
        assertThat(bed.lookup.requests() - before).isEqualTo(Circuit.OPEN_AFTER);
        bed.clock.advance(SECOND.minus(MILLI));
        assertUnavailable(bed, "carol@example.org");
        assertThat(bed.lookup.requests() - before).isEqualTo(Circuit.OPEN_AFTER);
        bed.clock.advance(MILLI);
        assertUnavailable(bed, "carol@example.org");
        assertUnavailable(bed, "dave@example.org");
        assertThat(bed.lookup.requests() - before).isEqualTo(Circuit.OPEN_AFTER + 1);
    }

    @Test
    void resolveShouldNotAskWhileAnotherLookUpFindsOutWhetherTheDirectoryIsBack() throws Exception {
        CacheBed bed = outage();
        for (int i = 0; i < Circuit.OPEN_AFTER; i++) {
            assertUnavailable(bed, "bob" + i + "@example.org");
        }
        bed.clock.advance(SECOND);
        int before = bed.lookup.requests();
        bed.lookup.beforeAnswer(request -> {
            if (request == before + 1) {
                assertUnavailable(bed, "carol@example.org");
            }
        });
        assertUnavailable(bed, "dave@example.org");
        assertThat(bed.lookup.requests() - before).isEqualTo(1);
    }

    @Test
    void resolveShouldAskForEverybodyAgainWhenOneProbeSucceeds() throws Exception {
        CacheBed bed = outage();
        for (int i = 0; i < 10; i++) {
            assertUnavailable(bed, "bob" + i + "@example.org");
        }
        bed.lookup.down(false);
        bed.clock.advance(SECOND);
        for (int i = 0; i < 10; i++) {
            assertThat(bed.resolve("bob" + i + "@example.org")).containsExactly("UNKNOWN");
        }
    }

    @Test
    void resolveShouldAskAtOnceWhenTheFeedIsBack() throws Exception {
        CacheBed bed = outage();
        for (int i = 0; i < 10; i++) {
            assertUnavailable(bed, "bob" + i + "@example.org");
        }
        bed.lookup.down(false);
        bed.feed.connected();
        assertThat(bed.resolve("bob1@example.org")).containsExactly("UNKNOWN");
    }

    @Test
    void resolveShouldAskForOthersWhenOneAddressAlwaysFails() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        for (int i = 0; i < 20; i++) {
            bed.lookup.down(true);
            assertUnavailable(bed, "poison@example.org");
            bed.lookup.down(false);
            assertThat(bed.resolve("other" + i + "@example.org")).containsExactly("UNKNOWN");
        }
    }

    @Test
    void resolveShouldLeaveAFailingAddressAloneForTheSameTime() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.down(true);
        for (int i = 0; i < 20; i++) {
            assertUnavailable(bed, "poison@example.org");
        }
        assertThat(bed.lookup.requests()).isEqualTo(1);
    }

    @Test
    void resolveShouldLogOnceAMinuteWithoutAddressesWhenTheDirectoryIsDown() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(Duration.ofMinutes(2));
        try (LogCapture log = new LogCapture(CachingRecipientDirectory.class)) {
            for (int second = 0; second < 120; second++) {
                bed.resolve("alice@example.org");
                assertUnavailable(bed, "bob@example.org");
                bed.clock.advance(SECOND);
            }
            assertThat(log.messages(Level.ERROR)).hasSize(2).first().asString().contains("connection refused");
            bed.lookup.down(false);
            bed.clock.advance(SECOND);
            bed.resolve("bob@example.org");
            bed.resolve("carol@example.org");
            assertThat(log.messages(Level.INFO)).containsExactly("The directory answers again (240 failures in 121 s)");
            assertThat(log.messagesAboveDebug()).noneMatch(line -> line.contains("@"));
        }
    }

    @Test
    void resolveShouldNotFloodTheLogWhenOneAddressAlwaysFails() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        try (LogCapture log = new LogCapture(CachingRecipientDirectory.class)) {
            for (int i = 0; i < 50; i++) {
                bed.lookup.down(true);
                assertUnavailable(bed, "poison@example.org");
                bed.lookup.down(false);
                bed.resolve("other" + i + "@example.org");
                bed.clock.advance(SECOND);
            }
            assertThat(log.messages(Level.ERROR)).hasSize(1);
            assertThat(log.messages(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void problemsShouldNameTheOutageUntilItIsOver() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(Duration.ofMinutes(2));
        bed.resolve("alice@example.org");
        assertThat(bed.directory.problems())
                .singleElement()
                .asString()
                .contains("does not answer", "connection refused");
        bed.lookup.down(false);
        bed.clock.advance(SECOND);
        bed.resolve("alice@example.org");
        assertThat(bed.directory.problems()).isEmpty();
    }

    @Test
    void resolveShouldRememberNothingAndServeWhatItKnowsWhenAnAnswerIsNotBelieved() throws Exception {
        CacheBed bed = outage();
        bed.clock.advance(Duration.ofMinutes(2));
        bed.lookup.down(false);
        bed.lookup.untrusted(true);
        for (int i = 0; i < 10; i++) {
            assertUnavailable(bed, "new" + i + "@example.org");
            assertThat(bed.requestsOf("alice@example.org")).as("not left alone").isEqualTo(1);
        }
        bed.lookup.untrusted(false);
        assertThat(bed.resolve("new0@example.org")).containsExactly("UNKNOWN");
    }
}
