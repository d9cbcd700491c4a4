package org.sealmx.standalone.commands;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.james.Settings;

/**
 * The credentials for CouchDB from the command line or the environment, as {@code sealmx.properties} takes them.
 *
 * @param file the file that was named, absolute
 */
@Immutable
record CouchDbCredentials(Optional<Path> file) {

    private static final String OPTION = "--couchdb-credentials";
    private static final String USER = "COUCHDB_USER";

    /**
     * The value of {@code couchdb-credentials}: the file that was named, else the environment when it has a user; empty
     * without either.
     */
    Optional<String> value(Map<String, String> environment) {
        return file.map(path -> "file://" + path)
                .or(() -> environment.getOrDefault(USER, "").isEmpty() ? Optional.empty() : Optional.of("env"));
    }

    /**
     * Checks that the options have an effect.
     *
     * @param inCouchDb whether the command line names a directory in CouchDB
     * @throws OperatorException when {@code sealmx.properties} ignores the options, or the file cannot be used
     */
    void requireEffect(boolean inCouchDb, Path conf) throws OperatorException {
        if (inCouchDb) {
            requireVariable(conf, "--directory", "directory", Settings.DIRECTORY_VARIABLE);
        }
        if (file.isPresent()) {
            requireNameAndPassword(file.get());
            requireVariable(conf, OPTION, "couchdb-credentials", Settings.CREDENTIALS_VARIABLE);
        }
    }

    /** Refuses what the server would refuse, too, but naming the option instead of a key in a file. */
    private static void requireNameAndPassword(Path file) throws OperatorException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new OperatorException(
                    OPTION + ": cannot read " + file + "; name a file with a single line, NAME:PASSWORD");
        }
        try {
            List<String> lines = Files.readString(file).stripTrailing().lines().toList();
            if (lines.size() != 1 || lines.get(0).indexOf(':') < 1) {
                throw new OperatorException(OPTION + ": " + file + " must contain a single line, NAME:PASSWORD.");
            }
        } catch (IOException e) {
            throw new OperatorException(OPTION + ": cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether the configuration takes the directory from the command line.
     *
     * @throws OperatorException when {@code sealmx.properties} cannot be read
     */
    static boolean leavesDirectoryOpen(Path conf) throws OperatorException {
        return leavesOpen(conf.resolve("sealmx.properties"), "directory", Settings.DIRECTORY_VARIABLE);
    }

    private static void requireVariable(Path conf, String option, String key, String variable)
            throws OperatorException {
        Path file = conf.resolve("sealmx.properties");
        if (!leavesOpen(file, key, variable)) {
            throw new OperatorException(option + " has no effect: " + file + " says " + key
                    + " itself; leave out the option, or write " + key + "=${sys:" + variable + "} there");
        }
    }

    private static boolean leavesOpen(Path file, String key, String variable) throws OperatorException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .anyMatch(line -> line.startsWith(key) && line.contains("${sys:" + variable));
        } catch (IOException e) {
            throw new OperatorException("--conf: cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
