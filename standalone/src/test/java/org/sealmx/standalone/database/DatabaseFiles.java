package org.sealmx.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of a database that is open. */
public final class DatabaseFiles {

    private DatabaseFiles() {}

    /** Copies them as a kill would leave them now, except for the locks, which a kill releases. */
    public static DatabaseLocation.Embedded copy(DatabaseLocation.Embedded from, Path folder) throws IOException {
        DatabaseLocation.Embedded copy = new DatabaseLocation.Embedded(folder);
        Files.createDirectory(folder);
        try (Stream<Path> all = Files.walk(from.database())) {
            for (Path path :
                    all.filter(file -> !file.toString().endsWith(".lck")).toList()) {
                Files.copy(path, copy.database().resolve(from.database().relativize(path)));
            }
        }
        return copy;
    }
}
