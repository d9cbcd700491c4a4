package org.sealmx.it.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables in {@code docs/scaling.md} are what its inputs give. */
class CapacityModelTest {

    private static final Map<String, Double> ROUND = Map.ofEntries(
            Map.entry("messages", 10.0),
            Map.entry("peak", 2.0),
            Map.entry("share 10 kB", 100.0),
            Map.entry("share 100 kB", 0.0),
            Map.entry("share 1 MB", 0.0),
            Map.entry("share 10 MB", 0.0),
            Map.entry("cpu 10 kB", 10.0),
            Map.entry("cpu 100 kB", 20.0),
            Map.entry("cpu 1 MB", 30.0),
            Map.entry("cpu 10 MB", 40.0),
            Map.entry("busy", 50.0),
            Map.entry("cores", 2.0),
            Map.entry("identity", 1024.0),
            Map.entry("cache", 1024.0),
            Map.entry("keep", 1.0),
            Map.entry("changes", 0.01),
            Map.entry("requests", 1.0),
            Map.entry("answer", 2000.0),
            Map.entry("journal", 2.0),
            Map.entry("read cpu", 1.0),
            Map.entry("write cpu", 2.0),
            Map.entry("sealed", 1.5));

    private static CapacityModel model(String name, double value) {
        Map<String, Double> values = new HashMap<>(ROUND);
        values.put(name, value);
        return new CapacityModel(new CapacityInputs(values));
    }

    @Test
    void documentShouldHaveTheTablesThatItsInputsGive() throws IOException {
        String document = Files.readString(
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../docs/scaling.md"));
        String[] tables = CapacityTables.of(document).split("\n\n", -1);
        assertThat(tables).hasSize(2);
        assertThat(document).contains(tables);
    }

    @Test
    void nodesShouldTakeThePeakWithOneAway() {
        // 86,400 mailboxes with 10 messages: 10 a second, 20 at the peak, 0.2 processors, which 0.2 of a node have
        assertThat(model("cores", 2).forMailboxes(86_400).nodes()).isEqualTo(2);
        // 2 processors busy of 4 that are planned: at most half of each
        assertThat(model("cpu 10 kB", 100).forMailboxes(86_400).nodes()).isEqualTo(3);
    }

    @Test
    void couchDbShouldBeAskedForWhatNoNodeKnows() {
        CapacityModel.Need need = model("cores", 2).forMailboxes(86_400);
        // two nodes see 5 messages each for a mailbox in a day: 5 of 6 are known, as all fit
        assertThat(need.hits()).isCloseTo(5.0 / 6, within(1e-9));
        assertThat(need.readsAtThePeak()).isCloseTo(20.0 / 6, within(1e-9));
        assertThat(need.readOctets()).isCloseTo(40_000.0 / 6, within(1e-6));
        assertThat(need.writesAtThePeak()).isCloseTo(40, within(1e-9));
        assertThat(need.couchCores()).isCloseTo((20.0 / 6 + 80) / 1000 / 0.5, within(1e-9));
        assertThat(need.changes()).isCloseTo(0.01, within(1e-9));
        assertThat(need.dailyReading()).isCloseTo(2, within(1e-9));
    }

    @Test
    void memoryShouldBeWhatIsKnownUpToItsBound() {
        assertThat(model("cores", 2).forMailboxes(86_400).cacheMib())
                .isCloseTo(84.375 * (1 - Math.exp(-5)), within(0.01));
        assertThat(model("cache", 10).forMailboxes(86_400).cacheMib()).isEqualTo(10);
    }

    @Test
    void storeShouldGrowByWhatIsSealed() {
        assertThat(model("cores", 2).forMailboxes(86_400).storedADay()).isCloseTo(864_000 * 15_000.0, within(1.0));
    }

    @Test
    void coreShouldTakeLessWithAPeak() {
        CapacityModel model = model("peak", 4);
        assertThat(model.messagesADay(0.01)).isCloseTo(4_320_000, within(1e-6));
        assertThat(model.messagesADayWithPeak(0.01)).isCloseTo(1_080_000, within(1e-6));
    }

    @Test
    void answeredShouldMeetThePointsThatWereMeasured() {
        assertThat(CapacityModel.answered(0)).isZero();
        assertThat(CapacityModel.answered(0.01)).isCloseTo(0.6565, within(1e-9));
        assertThat(CapacityModel.answered(0.05)).isCloseTo(0.7647, within(1e-9));
        assertThat(CapacityModel.answered(0.2)).isCloseTo(0.8537, within(1e-9));
        assertThat(CapacityModel.answered(0.1)).isBetween(0.7647, 0.8537);
        assertThat(CapacityModel.answered(3)).isEqualTo(1);
    }

    @Test
    void inputThatIsMissingShouldBeNamed() {
        assertThatThrownBy(() -> CapacityInputs.of(CapacityInputs.HEADING + "\n|---|---|\n| `peak` | 4 |\n")
                        .get("cores"))
                .hasMessageContaining("cores");
    }
}
