package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.edit.AuditFile;

class LoggedRecordTest {

    @TempDir
    Path folder;

    private List<String> logged(Path file) {
        try (LogCapture log = new LogCapture(LoggedRecord.class.getName())) {
            new LoggedRecord(new AuditFile(file, Clock.systemUTC())).add("directory=add");
            return log.messagesAboveDebug();
        }
    }

    @Test
    void addShouldAppendToTheFile() throws Exception {
        Path file = folder.resolve("log").resolve("audit.log");
        assertThat(logged(file)).isEmpty();
        assertThat(Files.readString(file)).endsWith("Z directory=add\n");
    }

    @Test
    void addShouldSayThatAChangeIsNotInTheFile() {
        assertThat(logged(folder)).singleElement().asString().contains("is not recorded there, only in this log");
    }
}
