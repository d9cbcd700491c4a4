package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFileTest {

    @Test
    void openShouldGiveWhatWasAppended() throws Exception {
        try (TemporaryFile file = TemporaryFile.create()) {
            file.append(new byte[] {0, 1, 2, 3}, 1, 2);

            assertThat(file.size()).isEqualTo(2);
            assertThat(file.open()).hasBinaryContent(new byte[] {1, 2});
        }
    }

    @Test
    void appendShouldNameTheFolderWhenTheFileCannotBeWritten() throws Exception {
        TemporaryFile file = TemporaryFile.create();
        file.close();

        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> file.append(new byte[] {1}, 0, 1))
                .satisfies(fault -> assertThat(Path.of(fault.getFile()))
                        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()))
                .satisfies(fault -> assertThat(fault.getReason()).isNotBlank());
    }
}
