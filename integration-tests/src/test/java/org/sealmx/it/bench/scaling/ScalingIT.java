package org.sealmx.it.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.SealMxServer;

/** The short form of {@code ./bench.sh scaling}: nothing is lost and nothing doubled. Times are not looked at. */
class ScalingIT {

    private static final Duration TIME = Duration.ofSeconds(4);
    private static final double RATE = 10;

    private static ScalingBed bed;

    @BeforeAll
    static void startNodes() throws Exception {
        bed = ScalingBed.start(2, 20, 4);
    }

    @AfterAll
    static void stopNodes() throws Exception {
        bed.close();
    }

    @Test
    void mailShouldBeStoredOnceWhenTheNetworkToCouchDbIsSlowAndLosesRequests() throws Exception {
        Row row = send(bed.first(2), Weather.of(20, 5), OpenLoad.Event.NONE);
        assertStoredOnce(row);
        assertThat(row.counts().lost()).isPositive();
    }

    @Test
    void mailShouldBeStoredOnceWhenCouchDbIsAway() throws Exception {
        Row row = send(bed.first(2), Weather.CUT, () -> bed.network().become(Weather.CALM));
        assertStoredOnce(row);
        assertThat(row.counts().lost()).isPositive();
    }

    @Test
    void mailShouldBeStoredOnceWhenANodeIsStoppedAndComesBack() throws Exception {
        List<SealMxServer> known = bed.first(2);
        Row row = send(known, Weather.of(5, 0), () -> {
            assertThat(known.get(1).stop()).isZero();
            known.get(1).restart();
        });
        assertStoredOnce(row);
    }

    private static Row send(List<SealMxServer> known, Weather weather, OpenLoad.Event event) throws Exception {
        return bed.send("", known, weather, RATE, TIME, event);
    }

    private static void assertStoredOnce(Row row) {
        assertThat(row.tally().taken())
                .as(row.markdown())
                .isPositive()
                .isEqualTo(row.tally().sent());
        assertThat(row.missing()).as(row.markdown()).isZero();
        assertThat(row.counts().doubled()).as(row.markdown()).isZero();
    }
}
