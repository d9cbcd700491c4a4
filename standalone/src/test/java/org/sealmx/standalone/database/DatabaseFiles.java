package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** A database without the program around it. What Derby says goes to the log, as in the program. */
public final class DatabaseFiles {

    private DatabaseFiles() {}

    /**
     * Opens a database.
     *
     * @param attributes of Derby's URL, each with a semicolon before it
     */
    public static Connection connect(Path database, String attributes) throws SQLException {
        return DriverManager.getConnection(Derby.url(database) + attributes);
    }

    /** Closes a database, which Derby reports by an exception. */
    public static void shutDown(Path database, String attributes) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connect(database, ";shutdown=true" + attributes))
                .matches(e -> e.getSQLState().equals("08006"));
    }

    /** Copies the files as a kill would leave them now, except for the locks, which a kill releases. */
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
