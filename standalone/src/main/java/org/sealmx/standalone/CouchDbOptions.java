package org.sealmx.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the command line and the environment say about CouchDB, for {@code sealmx.properties}. */
final class CouchDbOptions {

    static final String DIRECTORY_VARIABLE = "sealmx.directory";
    static final String CREDENTIALS_VARIABLE = "sealmx.couchdb.credentials";

    private static final String USER = "COUCHDB_USER";

    private CouchDbOptions() {}

    /** The value of {@code couchdb-credentials}: the file that was named, else the environment when it has a user; empty when neither. */
    static Optional<String> credentials(Options options, Map<String, String> environment) {
        return options.couchDbCredentials()
                .map(file -> "file://" + file)
                .or(() -> environment.getOrDefault(USER, "").isEmpty() ? Optional.empty() : Optional.of("env"));
    }

    /** @throws OperatorException when {@code sealmx.properties} does not take what was said, or the file of credentials cannot be read */
    static void requireEffect(Options options, Path conf) throws OperatorException {
        if (options.directory().orElse(null) instanceof DirectorySource.CouchDb) {
            requireVariable(conf, DirectorySource.OPTION, "directory", DIRECTORY_VARIABLE);
        }
        if (options.couchDbCredentials().isPresent()) {
            Path file = options.couchDbCredentials().get();
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new OperatorException("--couchdb-credentials: cannot read " + file
                        + "; name a file with a single line, NAME:PASSWORD");
            }
            requireNameAndPassword(file);
            requireVariable(conf, "--couchdb-credentials", "couchdb-credentials", CREDENTIALS_VARIABLE);
        }
    }

    /** What the server would refuse, too, but as a key of a file that nobody has written. */
    private static void requireNameAndPassword(Path file) throws OperatorException {
        try {
            List<String> lines = Files.readString(file).stripTrailing().lines().toList();
            if (lines.size() != 1 || lines.get(0).indexOf(':') < 1) {
                throw new OperatorException(
                        "--couchdb-credentials: " + file + " must contain a single line, NAME:PASSWORD.");
            }
        } catch (IOException e) {
            throw new OperatorException("--couchdb-credentials: cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void requireVariable(Path conf, String option, String key, String variable)
            throws OperatorException {
        Path file = conf.resolve("sealmx.properties");
        try {
            if (Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .noneMatch(line -> line.startsWith(key) && line.contains("${sys:" + variable))) {
                throw new OperatorException(option + " has no effect: " + file + " says " + key
                        + " itself; leave out the option, or write " + key + "=${sys:" + variable + "} there");
            }
        } catch (IOException e) {
            throw new OperatorException("--conf: cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
