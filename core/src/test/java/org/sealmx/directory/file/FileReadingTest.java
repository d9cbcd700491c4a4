package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.LogCapture;

/** Reads that fail for other reasons than the content, and files that change while they are read. */
class FileReadingTest {

    private final FileBed bed = FileBed.lenient();

    @TempDir
    private Path folder;

    private Path file;
    private static final FileContent NOTHING = new FileContent(List.of(), List.of());

    private FileParts.Reader reader = () -> NOTHING;
    private int readings;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("identities.json"), "[]");
    }

    private FileRecipientDirectory open() throws DirectoryConfigurationException {
        bed.reader = Optional.of(() -> {
            readings++;
            return reader.read();
        });
        return bed.open(file);
    }

    private void change() {
        try {
            Files.writeString(file, Files.readString(file) + " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lookTwice(FileRecipientDirectory directory) {
        directory.look();
        directory.look();
    }

    @Test
    void openShouldReadAgainWhenTheFileChangesWhileItIsRead() throws Exception {
        reader = () -> {
            if (readings == 1) {
                change();
            }
            return NOTHING;
        };
        open().close();
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void openShouldThrowWhenTheFileNeverSettles() {
        reader = () -> {
            change();
            return NOTHING;
        };
        assertThatThrownBy(this::open)
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageEndingWith("keeps changing while it is being read");
    }

    @Test
    void lookShouldNotTakeWhatItReadWhenTheFileChangesMeanwhile() throws Exception {
        try (FileRecipientDirectory directory = open()) {
            change();
            reader = () -> {
                if (readings == 2) {
                    change();
                }
                return NOTHING;
            };
            lookTwice(directory);
            assertThat(readings).isEqualTo(2);
            assertThat(bed.contents()).isEqualTo(1);
            lookTwice(directory);
            assertThat(bed.contents()).isEqualTo(2);
        }
    }

    @Test
    void lookShouldReadAgainAndLogOnceWhenTheSystemRefusedToRead() throws Exception {
        try (FileRecipientDirectory directory = open();
                LogCapture log = new LogCapture(FileRecipientDirectory.class)) {
            reader = () -> {
                throw new DirectoryConfigurationException("may not be read", new IOException("denied"));
            };
            change();
            lookTwice(directory);
            lookTwice(directory);
            assertThat(readings).isEqualTo(4);
            assertThat(log.messages(Level.ERROR)).hasSize(1);
            reader = () -> NOTHING;
            lookTwice(directory);
            assertThat(bed.contents()).isEqualTo(2);
            lookTwice(directory);
            assertThat(bed.contents()).isEqualTo(2);
        }
    }

    @Test
    void lookShouldGoOnAndQuoteNothingWhenTheReadingFailsUnexpectedly() throws Exception {
        try (FileRecipientDirectory directory = open();
                LogCapture log = new LogCapture(FileRecipientDirectory.class)) {
            reader = () -> {
                throw new IllegalStateException("secret");
            };
            change();
            lookTwice(directory);
            assertThat(log.messages(Level.ERROR)).singleElement().asString().doesNotContain("secret");
            reader = () -> NOTHING;
            change();
            lookTwice(directory);
            assertThat(bed.contents()).isEqualTo(2);
        }
    }
}
