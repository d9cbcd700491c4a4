package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A process and its descendants, as Linux' {@code /proc} shows them. */
public record ProcessTree(ProcessHandle root) {

    /** Of these there are 100 in a second on every Linux. */
    private static final double TICKS = 100;

    private static final int FIELDS_BEFORE_TIMES = 11;
    private static final int TIMES = 4;

    /** Processor time so far in seconds, in user mode and in the kernel, ended children included. */
    public double cpuSeconds() {
        return all().mapToDouble(ProcessTree::cpuSeconds).sum();
    }

    /** Resident memory in MiB; what processes share counts for each of them. */
    public long residentMiB() {
        return all().mapToLong(ProcessTree::residentKiB).sum() / 1024;
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static double cpuSeconds(ProcessHandle process) {
        return read(process, "stat")
                .map(line -> {
                    // the name, in parentheses, may have spaces
                    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                    double ticks = 0;
                    for (int i = 0; i < TIMES; i++) {
                        ticks += Double.parseDouble(fields[FIELDS_BEFORE_TIMES + i]);
                    }
                    return ticks / TICKS;
                })
                .orElse(0.0);
    }

    private static long residentKiB(ProcessHandle process) {
        return read(process, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static Optional<String> read(ProcessHandle process, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc/" + process.pid(), file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // it ended while it was read
            return Optional.empty();
        }
    }
}
