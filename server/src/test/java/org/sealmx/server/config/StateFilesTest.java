package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StateFilesTest {

    private static final Path JOURNAL = Path.of("./var/sealmx/deliveries.journal");

    @Test
    void messageShouldNameTheFolderAndTheUserWhenPermissionIsDenied() {
        assertThat(StateFiles.cannotWrite(JOURNAL, new AccessDeniedException("./var/sealmx/deliveries.journal.lock")))
                .hasMessage(
                        "Cannot write to var/sealmx: permission denied. Make it writable for the user that runs James ("
                                + System.getProperty("user.name") + ").");
    }

    @Test
    void messageShouldSayWhatTheSystemSaidOtherwise() {
        assertThat(StateFiles.cannotWrite(JOURNAL, new FileSystemException("x", null, "Read-only file system")))
                .hasMessage("Cannot write to var/sealmx/deliveries.journal: Read-only file system.");
        assertThat(StateFiles.cannotWrite(JOURNAL, new IOException("another process has it")))
                .hasMessage("Cannot write to var/sealmx/deliveries.journal: another process has it.");
    }
}
