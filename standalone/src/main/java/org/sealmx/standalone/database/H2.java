package org.sealmx.standalone.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.folder.Folders;

/**
 * H2, in this process. A commit is in its file half a second later, and on the disk some time later, unless
 * {@link #sync} is called.
 */
final class H2 implements Dialect {

    private static final String SUFFIX = ".mv.db";
    private static final String DRAFT = "draft" + SUFFIX;
    /** What a file of H2 begins with. */
    private static final String HEADER = "H:2,";
    /** Each message that is being stored, and each IMAP command, needs one; they cost little. */
    private static final int CONNECTIONS = 200;

    private static final String USER = "sealmx";

    /**
     * We close the database, after James; no trace beside it, which would have addresses; James has a column named
     * VALUE.
     */
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;NON_KEYWORDS=VALUE";

    private static final String OPEN_UNTIL_SHUTDOWN = ";DB_CLOSE_DELAY=-1";
    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DatabaseLocation.Embedded location;

    H2(DatabaseLocation.Embedded location) {
        this.location = location;
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public boolean prepare(boolean mayBeNew) throws OperatorException {
        Path folder = location.folder();
        try {
            if (folder.toString().contains(";")) {
                throw new OperatorException("--data: H2 takes no path with a semicolon; name another folder");
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            requireOurs(folder);
            boolean missing = !Files.exists(location.file()) || Files.size(location.file()) == 0;
            if (missing) {
                DatabaseIdentity.requireMayBeNew(location, mayBeNew);
                make(folder);
            }
            return missing;
        } catch (FileSystemException e) {
            throw unreadable(String.valueOf(e.getFile()), e.getReason(), e);
        } catch (IOException e) {
            throw unreadable(folder.toString(), e.getMessage(), e);
        }
    }

    /**
     * Makes the database under another name first: a file that a kill has left half made is refused by H2 for ever. It
     * has its own name when it is complete and on the disk.
     */
    private void make(Path folder) throws IOException, OperatorException {
        Path draft = folder.resolve(DRAFT);
        Files.deleteIfExists(draft);
        try (Connection connection = DriverManager.getConnection(url(draft), USER, "")) {
            DatabaseIdentity.in(connection, location, true);
            execute(connection, "SHUTDOWN");
        } catch (SQLException e) {
            throw cannotOpen(e);
        }
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(draft, location.file(), StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
        Folders.sync(folder.resolve(".."));
    }

    private void requireOurs(Path folder) throws IOException, OperatorException {
        Path file = location.file();
        if (Files.exists(file)) {
            requireHeader(file);
            requireIdentity(file);
            return;
        }
        List<Path> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.filter(found -> !found.endsWith(DRAFT)).sorted().toList();
        }
        if (!others.isEmpty()) {
            throw new OperatorException(
                    "--data: " + folder + " has " + others.get(0).getFileName() + " in it and no " + file.getFileName()
                            + ", so it is not SealMX's; move it away");
        }
        if (!Files.isWritable(folder)) {
            throw unreadable(folder.toString(), "no permission to write", null);
        }
    }

    private static void requireHeader(Path file) throws IOException, OperatorException {
        if (!Files.isRegularFile(file)) {
            throw new OperatorException("--data: " + file + " is not a file; move it away");
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw unreadable(file.toString(), "no permission to read and write", null);
        }
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(HEADER.length());
        }
        // an empty file is filled
        if (begin.length > 0 && !new String(begin, StandardCharsets.ISO_8859_1).equals(HEADER)) {
            throw new OperatorException("--data: " + file + " is not a database of H2, or is damaged;"
                    + " restore it from a backup, or move it away");
        }
    }

    /** H2 writes when it opens a database, even with a wrong name. So it only reads until we know that it is ours. */
    private void requireIdentity(Path file) throws IOException, OperatorException {
        if (Files.size(file) == 0) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url() + READ_ONLY, USER, "")) {
            try {
                DatabaseIdentity.find(connection, location);
            } finally {
                // the database itself says that it stays open after its last connection
                execute(connection, "SHUTDOWN IMMEDIATELY");
            }
        } catch (SQLException e) {
            throw cannotOpen(e);
        }
    }

    private String url() {
        return url(location.file());
    }

    private static String url(Path file) {
        String name = file.toString().replaceFirst("\\Q" + SUFFIX + "\\E$", "");
        return "jdbc:h2:" + name + SETTINGS;
    }

    private static OperatorException unreadable(String file, @Nullable String reason, @Nullable Exception e) {
        return new OperatorException(
                "--data: cannot use " + file + (reason == null ? "" : ": " + reason)
                        + "; fix that, or name another folder",
                e);
    }

    @Override
    public MailPool pool() {
        MailPool pool = new MailPool(H2::isLocked);
        pool.setUrl(url() + OPEN_UNTIL_SHUTDOWN);
        pool.setUsername(USER);
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWaitMillis(PATIENCE.toMillis());
        // a database that could not write, for example on a full disk, is closed; a statement tells, and opens it again
        pool.setTestOnBorrow(true);
        pool.setValidationQuery("SELECT 1");
        return pool;
    }

    /** H2 keeps its own lock when a failed write has closed its file, and then never opens it again in this process. */
    private static boolean isLocked(SQLException problem) {
        return cause(problem).getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    /** Nothing to do: H2 locks its file, and the folder is locked before. */
    @Override
    public void requireAlone(Connection connection) {}

    @Override
    public OperatorException cannotOpen(SQLException problem) {
        String file = location.file().toString();
        String text =
                switch (cause(problem).getErrorCode()) {
                    case ErrorCode.DATABASE_ALREADY_OPEN_1 -> "is open in another program; stop that";
                    case ErrorCode.UNSUPPORTED_SETTING_COMBINATION, ErrorCode.FILE_VERSION_ERROR_1 ->
                        "is a database of another version of H2; start the version of SealMX that wrote it";
                    case ErrorCode.WRONG_USER_OR_PASSWORD -> "is a database of another program; move it away";
                    case ErrorCode.FILE_CORRUPTED_1 ->
                        "is not a database of H2, or is damaged; restore it from a backup, or move it away";
                    default -> "does not open (" + firstLine(cause(problem)) + ")";
                };
        return new OperatorException("--data: " + file + " " + text, problem);
    }

    private static SQLException cause(SQLException problem) {
        SQLException innermost = problem;
        for (Throwable t = problem; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return innermost;
    }

    private static String firstLine(SQLException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public boolean commitsToDisk() {
        return false;
    }

    @Override
    public void sync(Connection connection) throws SQLException {
        execute(connection, "CHECKPOINT SYNC");
    }

    @Override
    public void abandon(Connection connection) throws SQLException {
        try (connection) {
            execute(connection, "SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    public void shutDown(DataSource connections) throws SQLException {
        try (Connection last = connections.getConnection()) {
            execute(last, "SHUTDOWN");
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
