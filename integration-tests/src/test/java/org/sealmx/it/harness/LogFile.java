package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything that a server logged: the files below a folder whose names end with {@code .log} or begin with
 * {@code console}.
 */
public final class LogFile {

    private final Path folder;

    LogFile(Path folder) {
        this.folder = folder;
    }

    /** The text logged so far. */
    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file :
                WorkFolder.filesBelow(folder).filter(LogFile::isLog).sorted().toList()) {
            text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".log") || name.startsWith("console");
    }

    /** Waits until the log contains a text. */
    public void awaitText(String expected) throws Exception {
        Await.until("'" + expected + "' in the log", Duration.ofSeconds(30), () -> text().contains(expected));
    }
}
