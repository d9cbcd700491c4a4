package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {

    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void writeShouldReplaceAFileAndLeaveNothingBeside() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old, and longer");

        OwnerOnlyFile.write(file, "new: \u00fc");

        assertThat(file).hasContent("new: \u00fc");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void writeUnlessThereShouldLeaveWhatIsThere() throws IOException {
        Path file = folder.resolve("a");

        OwnerOnlyFile.writeUnlessThere(file, "first");
        OwnerOnlyFile.writeUnlessThere(file, "second");

        assertThat(file).hasContent("first");
        assertThat(files()).containsExactly(file);
    }

    /** No observer ever sees part of the content, such as the next start after a power failure. */
    @Test
    void fileShouldNeverBeSeenWithoutItsWholeContent() throws Exception {
        String content = "x".repeat(100_000);
        Path file = folder.resolve("a");
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean partial = new AtomicBoolean();
        Thread observer = new Thread(() -> {
            while (!done.get()) {
                if (!isWholeOrMissing(file, content)) {
                    partial.set(true);
                }
            }
        });
        observer.start();
        for (int i = 0; i < 100; i++) {
            OwnerOnlyFile.write(file, content);
            Files.delete(file);
            OwnerOnlyFile.writeUnlessThere(file, content);
        }
        done.set(true);
        observer.join();

        assertThat(partial).isFalse();
    }

    private static boolean isWholeOrMissing(Path file, String content) {
        try {
            return Files.readString(file).equals(content);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void writeShouldLeaveWhatWasThereWhenItFails() throws IOException {
        Path target = folder.resolve("a");
        Files.createDirectories(target.resolve("b"));

        assertThatIOException().isThrownBy(() -> OwnerOnlyFile.write(target, "x"));

        assertThat(files()).containsExactly(target);
        assertThat(target.resolve("b")).isDirectory();
    }
}
