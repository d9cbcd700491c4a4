package org.sealmx.it.survival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock that only the server sees, by libfaketime. Intervals are measured as before. */
final class FakeClock {

    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
    private static final String REAL = "+0\n";
    private static final String AHEAD = "+1h\n";

    private final Path file;
    private boolean ahead;

    FakeClock() throws IOException {
        file = Files.writeString(Files.createTempFile("sealmx-clock-", ""), REAL);
        file.toFile().deleteOnExit();
    }

    /** Why there is none; empty if there is one. */
    static String obstacle() throws IOException {
        return library().isPresent() ? "" : "libfaketime is not installed (Debian's package faketime)";
    }

    private static Optional<Path> library() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        }
    }

    /**
     * The words that come before the server's. Without the last setting but one, threads of the JVM that wait for a
     * while wake up at once and again and again, and the server is not ready for minutes.
     */
    List<String> wrapper() throws IOException {
        return List.of(
                "env",
                "LD_PRELOAD=" + library().orElseThrow(),
                "FAKETIME_TIMESTAMP_FILE=" + file,
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0",
                "FAKETIME_DONT_RESET=1");
    }

    /** Goes an hour ahead, or back. */
    void jump() throws IOException {
        ahead = !ahead;
        Files.writeString(file, ahead ? AHEAD : REAL);
    }
}
