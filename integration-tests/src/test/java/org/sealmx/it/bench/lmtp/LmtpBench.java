package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;

/**
 * What it costs to take mail by LMTP, in one run: peers take the same messages in turns, round after round, and the
 * middle round counts. {@code ./bench.sh lmtp} runs it.
 */
public final class LmtpBench {

    private static final List<Kind> KINDS = List.of(
            new Kind("10 kB", 10_000, 4, 1, 3000),
            new Kind("100 kB", 100_000, 4, 1, 1000),
            new Kind("1 MB", 1_000_000, 4, 1, 300),
            new Kind("10 MB", 10_000_000, 1, 1, 15),
            new Kind("10 kB, 1 connection", 10_000, 1, 1, 1000),
            new Kind("1 MB, 20 recipients", 1_000_000, 1, 20, 30));

    /** How often all kinds of the warm-up are sent: the JDK compiles again for a kind that comes after another. */
    private static final int LAPS = 4;

    /** So many, in all laps, that the JDK has compiled what the kinds above need. */
    private static final List<Kind> WARM_UP = List.of(
            new Kind("", 10_000, 4, 1, 12_500), new Kind("", 1_000_000, 4, 1, 300), new Kind("", 1_000_000, 1, 20, 60));

    private final int rounds;
    private final Map<Peer, Map<Kind, List<Sample>>> samples = new LinkedHashMap<>();
    private final Map<Peer, Peer> behind = new LinkedHashMap<>();

    private LmtpBench(int rounds) {
        this.rounds = rounds;
    }

    /** @param arguments how many rounds, 3 if empty; and the file for the plot, if there is to be one */
    public static void main(String[] arguments) throws Exception {
        LmtpBench bench = new LmtpBench(arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]));
        Optional<Path> plot = arguments.length < 2 ? Optional.empty() : Optional.of(Path.of(arguments[1]));
        List<Peer> started = new ArrayList<>();
        try (CouchDbServer server = CouchDbServer.start();
                CouchDirectory couch = new CouchDirectory(server)) {
            bench.start(started, server, couch);
            bench.warmUp();
            bench.measure();
            Tables tables = new Tables(KINDS, bench.middle());
            System.out.println(Machine.description());
            System.out.println(tables.markdown());
            System.out.println(bench.atRest());
            if (plot.isPresent()) {
                Files.writeString(plot.get(), tables.plot());
            }
        } finally {
            for (int i = started.size() - 1; i >= 0; i--) {
                started.get(i).close();
            }
        }
    }

    private void start(List<Peer> started, CouchDbServer server, CouchDirectory couch) throws Exception {
        add(started, Sink.start("smtp-sink"));
        add(started, StockJames.start());
        for (Dovecot.Kind kind : Dovecot.Kind.values()) {
            add(started, Dovecot.start(kind));
        }
        Peer nowhere = Sink.start("the sink behind SealMX");
        started.add(nowhere);
        Peer dovecot = Dovecot.start("the Dovecot behind SealMX", Dovecot.Kind.PLAIN);
        started.add(dovecot);
        add(started, SealMx.intoNextHop(Tables.OURS, nowhere));
        behind.put(add(started, SealMx.intoNextHop("SealMX, into Dovecot", dovecot)), dovecot);
        add(started, SealMx.intoDatabase("SealMX, into its database"));
        add(started, SealMx.intoCouchDb("SealMX, into", server, couch));
        add(started, LeapMxWay.start(couch));
    }

    private Peer add(List<Peer> started, Peer peer) {
        started.add(peer);
        samples.put(peer, new LinkedHashMap<>());
        return peer;
    }

    private void warmUp() throws Exception {
        for (int lap = 1; lap <= LAPS; lap++) {
            for (Kind kind : WARM_UP) {
                for (Peer peer : samples.keySet().stream().filter(Peer::onJava).toList()) {
                    tell("warming up " + peer.name() + " with " + kind.messagesFor(peer) + " messages, lap " + lap);
                    new LmtpLoad(kind, Peer.WARM).send(peer.port(), kind.messagesFor(peer));
                }
            }
        }
    }

    private void measure() throws Exception {
        for (Kind kind : KINDS) {
            LmtpLoad load = new LmtpLoad(kind, Peer.MEASURED);
            tell("measuring " + kind.title());
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<Peer, Map<Kind, List<Sample>>> each : samples.entrySet()) {
                    each.getValue()
                            .computeIfAbsent(kind, k -> new ArrayList<>())
                            .add(sample(each.getKey(), load, kind.messagesFor(each.getKey())));
                }
            }
        }
    }

    private static void tell(String progress) {
        System.err.println("  " + progress);
    }

    private Sample sample(Peer peer, LmtpLoad load, int messages) throws IOException, InterruptedException {
        Optional<ProcessTree> store = Optional.ofNullable(behind.get(peer)).map(Peer::processes);
        ProcessTree processes = peer.processes();
        double before = processes.cpuSeconds();
        double storeBefore = store.map(ProcessTree::cpuSeconds).orElse(0.0);
        LmtpLoad.Times times = load.send(peer.port(), messages);
        double scale = 1000.0 / messages;
        return new Sample(
                (processes.cpuSeconds() - before) * scale,
                (store.map(ProcessTree::cpuSeconds).orElse(0.0) - storeBefore) * scale,
                times.rate(),
                times.percentile(50),
                times.percentile(99));
    }

    private Map<String, Map<Kind, Sample>> middle() {
        Map<String, Map<Kind, Sample>> middle = new LinkedHashMap<>();
        samples.forEach((peer, kinds) -> {
            Map<Kind, Sample> row = new LinkedHashMap<>();
            kinds.forEach((kind, all) -> row.put(kind, Sample.middleOf(all)));
            middle.put(peer.name(), row);
        });
        return middle;
    }

    private String atRest() throws IOException, InterruptedException {
        StringBuilder text =
                new StringBuilder("| after all of it | resident MiB | of it heap in use, after a collection"
                        + " | MB of files with plaintext |\n|---|---|---|---|\n");
        for (Peer peer : samples.keySet()) {
            Peer files = behind.getOrDefault(peer, peer);
            double plaintext =
                    Plaintext.octetsBelow(peer.folder()) + (files == peer ? 0 : Plaintext.octetsBelow(files.folder()));
            long resident = peer.processes().residentMiB();
            text.append("| %s | %d | %s | %.1f |%n"
                    .formatted(
                            peer.name(),
                            resident,
                            peer.onJava()
                                    ? Long.toString(
                                            Heap.usedMiB(peer.processes().root()))
                                    : "",
                            plaintext / 1e6));
        }
        return text.toString();
    }
}
