package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.edit.AuditFile;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.OperatorsGuide;
import org.sealmx.it.harness.WorkFolder;

/** The sample for logrotate in the guide: no line is lost while programs add lines, and none is removed. */
class AuditRotationIT {

    private static final int WRITERS = 4;
    private static final int ROTATIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void rotationShouldKeepEveryLine() throws Exception {
        try (WorkFolder folder = new WorkFolder("audit")) {
            Path log = Files.createDirectory(folder.resolve("log"));
            Path file = log.resolve("audit.log");
            Path sample = Files.writeString(folder.resolve("sealmx-audit"), sample(log));
            Files.setPosixFilePermissions(sample, PosixFilePermissions.fromString("rw-r--r--"));
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            CountDownLatch end = new CountDownLatch(1);
            try {
                List<Future<Integer>> counts = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    String writer = "writer=" + i;
                    counts.add(threads.submit(() -> {
                        AuditFile audit = new AuditFile(file, Clock.systemUTC());
                        int lines = 0;
                        while (!end.await(1, TimeUnit.MILLISECONDS)) {
                            audit.add(writer + " line=" + lines++);
                        }
                        return lines;
                    }));
                }
                for (int i = 0; i < ROTATIONS; i++) {
                    // the names have seconds here
                    long second = Instant.now().getEpochSecond();
                    Await.until("the next second", LIMIT, () -> Instant.now().getEpochSecond() > second);
                    Command.require(
                            new byte[0],
                            List.of(
                                    "/usr/sbin/logrotate",
                                    "--force",
                                    "--state",
                                    folder.resolve("state").toString(),
                                    sample.toString()));
                }
                end.countDown();
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    String writer = "writer=" + i;
                    IntStream.range(0, counts.get(i).get()).forEach(line -> expected.add(writer + " line=" + line));
                }
                assertThat(lines(log)).containsExactlyInAnyOrderElementsOf(expected);
            } finally {
                end.countDown();
                threads.shutdownNow();
            }
            List<Path> files = files(log);
            assertThat(files).hasSizeBetween(ROTATIONS, ROTATIONS + 1);
            assertThat(files.toString()).contains(".gz");
            for (Path each : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
        }
    }

    /** That of the guide, for this folder and its owner; rotated each second instead of each month. */
    private static String sample(Path log) throws Exception {
        String owner = Files.getOwner(log).getName();
        return OperatorsGuide.block("", "audit.log {")
                .replace("/var/lib/sealmx/log", log.toString())
                .replace("su sealmx sealmx\n", owner.equals("root") ? "su root root\n" : "\n")
                .replace("-%Y%m%d", "-%Y%m%d-%s");
    }

    private static List<Path> files(Path log) throws Exception {
        try (Stream<Path> found = Files.list(log)) {
            return found.sorted().toList();
        }
    }

    private static List<String> lines(Path log) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Path file : files(log)) {
            byte[] text = Command.require(new byte[0], List.of("zcat", "--force", file.toString()));
            lines.addAll(new String(text, java.nio.charset.StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .collect(Collectors.toList()));
        }
        return lines;
    }
}
