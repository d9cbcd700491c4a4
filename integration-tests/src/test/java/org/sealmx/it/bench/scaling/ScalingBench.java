package org.sealmx.it.bench.scaling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.sealmx.it.bench.lmtp.Machine;
import org.sealmx.it.harness.SealMxServer;

/**
 * Several nodes on one machine: what becomes of mail when the network to CouchDB is slow or loses requests, and when a
 * node comes or goes; and what a large directory costs a node. {@code ./bench.sh scaling} runs it.
 */
public final class ScalingBench {

    private static final int ACCOUNTS = 300;
    private static final int MOST_NODES = 4;
    private static final int TRIALS = 24;
    private static final int WARM_UP = 2_000;
    private static final double SHARE = 0.4;

    private final ScalingBed bed;
    private final Duration time;
    private double rate;

    private ScalingBench(ScalingBed bed, Duration time) {
        this.bed = bed;
        this.time = time;
    }

    /**
     * @param arguments seconds for each setting, 15 if there are none; {@code growth} for only the growth of the
     *     directory; or {@code model} and a document, for the tables of the model
     */
    public static void main(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "15" : arguments[0];
        if (what.equals("model")) {
            System.out.println(CapacityTables.of(Files.readString(Path.of(arguments[1]))));
            return;
        }
        System.out.println(Machine.description());
        if (!what.equals("growth")) {
            network(Duration.ofSeconds(Integer.parseInt(what)));
        }
        Growth.print();
    }

    private static void network(Duration time) throws Exception {
        try (ScalingBed bed = ScalingBed.start(MOST_NODES, ACCOUNTS, TRIALS)) {
            new ScalingBench(bed, time).all();
        }
    }

    private void all() throws Exception {
        bed.burst(bed.first(MOST_NODES), 10_000, 20, WARM_UP);
        Row most = bed.burst(bed.first(1), 10_000, 20, WARM_UP);
        rate = SHARE * most.tally().rate();
        System.out.printf(
                Locale.ROOT,
                "%s; messages of 10 kB. As fast as they are taken, one node: %.0f a second, CPU s for 1,000 %.2f."
                        + " In the table: %.0f a second, for %d s; %d accounts that no node knows when a line begins.%n%n%s",
                bed,
                most.tally().rate(),
                1000 * most.counts().cpuSeconds() / most.tally().taken(),
                rate,
                time.toSeconds(),
                ACCOUNTS,
                Row.HEAD);
        for (int count : new int[] {1, 2, 4}) {
            print(count, Weather.CALM);
        }
        for (int delay : new int[] {20, 100}) {
            print(2, Weather.of(delay, 0));
        }
        for (int loss : new int[] {1, 5}) {
            for (int delay : new int[] {0, 20, 100}) {
                print(2, Weather.of(delay, loss));
            }
        }
        print("2, 0 ms, CouchDB away for a third of the time", bed.first(2), Weather.CALM, this::cut);
        added();
        drained();
        sizes();
    }

    /** What the model of capacity begins with. */
    private void sizes() throws Exception {
        StringBuilder text = new StringBuilder("\n| input | value |\n|---|---|\n");
        for (CapacityModel.Size size : CapacityModel.SIZES) {
            int messages = (int) Math.max(30, Math.min(2_000, 1e8 / size.octets()));
            Row row = bed.burst(bed.first(1), (int) size.octets(), 4, messages);
            text.append("| `cpu %s` | %.1f |%n"
                    .formatted(size.name(), 1000 * row.counts().cpuSeconds() / messages));
        }
        System.out.println(text);
    }

    private void print(int count, Weather weather) throws Exception {
        print(count + ", " + weather, bed.first(count), weather, OpenLoad.Event.NONE);
    }

    private void print(String name, List<SealMxServer> known, Weather weather, OpenLoad.Event event) throws Exception {
        System.out.println(bed.send(name, known, weather, rate, time, event).markdown());
    }

    private void cut() throws InterruptedException {
        bed.network().become(Weather.CUT);
        TimeUnit.MILLISECONDS.sleep(time.toMillis() / 3);
        bed.network().become(Weather.CALM);
    }

    private void added() throws Exception {
        List<SealMxServer> known = new CopyOnWriteArrayList<>(bed.first(1));
        print("1, then a new one as well, 20 ms, 0 %", known, Weather.of(20, 0), () -> known.add(bed.startNode()));
    }

    private void drained() throws Exception {
        List<SealMxServer> known = bed.first(2);
        print(
                "2, then one is stopped, 20 ms, 0 %",
                known, Weather.of(20, 0), () -> known.get(1).stop());
    }
}
