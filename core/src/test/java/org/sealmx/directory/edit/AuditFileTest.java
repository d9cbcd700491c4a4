package org.sealmx.directory.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T22:40:00.123456Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("run").resolve("log").resolve("audit.log");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void addShouldAppendALineWithItsTime() throws Exception {
        AuditFile audit = new AuditFile(file, CLOCK);
        audit.add("one");
        audit.add("two");
        assertThat(file).hasContent("2026-11-29T22:40:00.123Z one\n2026-11-29T22:40:00.123Z two\n");
    }

    @Test
    void prepareShouldMakeAFileThatItsOwnerAloneCanRead() throws Exception {
        new AuditFile(file, CLOCK).prepare();
        assertThat(file).isEmptyFile();
        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(rights(folder.resolve("run").resolve("log"))).isEqualTo("rwx------");
        assertThat(rights(folder.resolve("run"))).isEqualTo("rwx------");
        assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(folder));
    }

    @Test
    void prepareShouldLeaveTheRightsOfAFileThatIsThere() throws Exception {
        AuditFile audit = new AuditFile(file, CLOCK);
        audit.add("one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        audit.prepare();
        audit.add("two");
        assertThat(rights(file)).isEqualTo("rw-r-----");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void prepareShouldFailWhereNothingCanBeWritten() throws Exception {
        Files.createDirectories(file);
        assertThatThrownBy(() -> new AuditFile(file, CLOCK).prepare()).isInstanceOf(IOException.class);
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThatThrownBy(() -> new AuditFile(plain.resolve("audit.log"), CLOCK).prepare())
                .isInstanceOf(IOException.class);
    }

    @Test
    void linesOfSeveralWritersShouldStayWhole() throws Exception {
        int writers = 8;
        int lines = 100;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                // each has a file of its own, as another program would
                AuditFile audit = new AuditFile(file, CLOCK);
                String line = Integer.toString(writer).repeat(500 + writer);
                work.add(() -> {
                    for (int i = 0; i < lines; i++) {
                        audit.add(line);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(file))
                .hasSize(writers * lines)
                .allMatch(line -> line.matches("2026-11-29T22:40:00\\.123Z (\\d)\\1{499,506}"));
    }
}
