package org.sealmx.standalone.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.folder.Folders;

/**
 * Apache Derby, in this process. A commit is on the disk, in Derby's log, when it returns.
 *
 * <p>Derby repeats its log on the pages of its files when it opens after a kill, and cannot where a page was written in
 * part. A kill or a full disk ends a write between two blocks of the file system, so a page is as large as a block.
 */
final class Derby implements Dialect {

    private static final String DRAFT = "draft";
    /** What a development version of SealMX kept mail in. */
    private static final String H2_FILE = "mail.mv.db";
    /** Each message that is being stored, and each IMAP command, needs one; they cost little. */
    private static final int CONNECTIONS = 200;

    private static final String OPEN_ELSEWHERE = "XSDB6";
    private static final String LATER_FORMAT = "XSLAN";
    private static final String LOGIN = "08004";
    private static final String SHUT_DOWN = "08006";
    private static final String DOES_NOT_BOOT = "XJ040";

    /**
     * What Derby asks the system for when it begins. The cache is as large as with its own choice for tables of large
     * objects, 1000 pages of 32 kB.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "derby.storage.pageSize", "4096",
            "derby.storage.pageCacheSize", "8000",
            "derby.stream.error.method", DerbyLog.class.getName() + ".writer");

    static {
        SETTINGS.forEach(System::setProperty);
    }

    private final DatabaseLocation.Embedded location;

    Derby(DatabaseLocation.Embedded location) {
        this.location = location;
    }

    @Override
    public String name() {
        return "Derby";
    }

    @Override
    public boolean prepare(boolean mayBeNew) throws OperatorException {
        Path folder = location.folder();
        try {
            if (folder.toString().contains(";")) {
                throw new OperatorException("--data: Derby takes no path with a semicolon; name another folder");
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            requireOurs(folder);
            boolean missing = !Files.exists(location.database());
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

    private void requireOurs(Path folder) throws IOException, OperatorException {
        if (Files.exists(location.database())) {
            requireComplete();
            return;
        }
        List<Path> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.filter(found -> !found.endsWith(DRAFT)).sorted().toList();
        }
        if (others.stream().anyMatch(found -> found.endsWith(H2_FILE))) {
            throw new OperatorException("--data: " + folder.resolve(H2_FILE) + " was written by a development version"
                    + " that kept mail in H2; start that version, copy the mail by IMAP to a server with a new folder,"
                    + " and use that");
        }
        if (!others.isEmpty()) {
            throw new OperatorException("--data: " + folder + " has "
                    + others.get(0).getFileName() + " in it and no "
                    + location.database().getFileName() + ", so it is not SealMX's; move it away");
        }
        if (!Files.isWritable(folder)) {
            throw unreadable(folder.toString(), "no permission to write", null);
        }
    }

    private void requireComplete() throws OperatorException {
        Path database = location.database();
        if (!Files.isDirectory(database)) {
            throw new OperatorException("--data: " + database + " is not a folder; move it away");
        }
        if (!Files.isReadable(database) || !Files.isWritable(database)) {
            throw unreadable(database.toString(), "no permission to read and write", null);
        }
        if (!Files.isRegularFile(database.resolve("service.properties"))) {
            throw notDerby(null);
        }
    }

    /**
     * Makes the database under another name first: one that a kill has left half made does not open. It has its own
     * name when it is complete and on the disk.
     */
    private void make(Path folder) throws IOException, OperatorException {
        Path draft = folder.resolve(DRAFT);
        Folders.delete(draft);
        try {
            try (Connection connection = DriverManager.getConnection(url(draft) + ";create=true")) {
                DatabaseIdentity.in(connection, location, true);
            } finally {
                shutDown(draft);
            }
        } catch (SQLException e) {
            throw cannotOpen(e);
        }
        Folders.syncAll(draft);
        Files.move(draft, location.database(), StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
        Folders.sync(folder.resolve(".."));
    }

    /** Of a database in a folder. */
    static String url(Path database) {
        return "jdbc:derby:" + database;
    }

    private static OperatorException unreadable(String file, @Nullable String reason, @Nullable Exception e) {
        return new OperatorException(
                "--data: cannot use " + file + (reason == null ? "" : ": " + reason)
                        + "; fix that, or name another folder",
                e);
    }

    @Override
    public BasicDataSource pool() {
        return Dialect.pool(url(location.database()), CONNECTIONS);
    }

    /** Nothing to do: Derby locks its folder, and the folder of the data is locked before. */
    @Override
    public void requireAlone(Connection connection) {}

    @Override
    public OperatorException cannotOpen(SQLException problem) {
        String text;
        if (has(problem, OPEN_ELSEWHERE)) {
            text = "is open in another program; stop that";
        } else if (has(problem, LATER_FORMAT)) {
            text = "is a database of a later version of Derby; start the version of SealMX that wrote it";
        } else if (has(problem, LOGIN)) {
            text = "is a database of another program; move it away";
        } else if (has(problem, DOES_NOT_BOOT)) {
            return notDerby(problem);
        } else {
            text = "does not open (" + firstLine(problem) + ")";
        }
        return new OperatorException("--data: " + location.database() + " " + text, problem);
    }

    private OperatorException notDerby(@Nullable Exception problem) {
        return new OperatorException(
                "--data: " + location.database()
                        + " is not a database of Derby, or is damaged; restore it from a backup, or move it away",
                problem);
    }

    /** Whether a problem, or what has led to it, has this state. Derby chains both causes and next exceptions. */
    private static boolean has(@Nullable Throwable problem, String state) {
        if (problem == null) {
            return false;
        }
        if (problem instanceof SQLException sql
                && (state.equals(sql.getSQLState()) || has(sql.getNextException(), state))) {
            return true;
        }
        return has(problem.getCause(), state);
    }

    private static String firstLine(SQLException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void abandon(Connection connection) throws SQLException {
        connection.close();
        shutDown();
    }

    @Override
    public void shutDown() throws SQLException {
        shutDown(location.database());
    }

    /** Derby reports by an exception that it has done so. */
    private static void shutDown(Path database) throws SQLException {
        try {
            DriverManager.getConnection(url(database) + ";shutdown=true").close();
        } catch (SQLException e) {
            if (!has(e, SHUT_DOWN)) {
                throw e;
            }
        }
    }
}
