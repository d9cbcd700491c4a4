package org.sealmx.it.survival;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.ServerPaths;

/** James' mailboxes in Derby, in the server's own process. */
final class DatabaseStore implements DurableStore {

    private static final int DISK_MIB = 64;

    private Optional<SmallDisk> disk = Optional.empty();

    @Override
    public String name() {
        return "database (Derby)";
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.empty();
    }

    @Override
    public Supplier<Talk> protocol() {
        throw new IllegalStateException("it has no port");
    }

    @Override
    public ServerBuilder configure(ServerBuilder server) {
        return server.directory(Scene::accounts).option("--store", "database");
    }

    @Override
    public ServerBuilder route(ServerBuilder server, int port) {
        throw new IllegalStateException("it has no port");
    }

    @Override
    public List<byte[]> copies(SealMxServer server, String address) throws IOException {
        return server.inbox(address);
    }

    @Override
    public List<Path> folders() {
        return List.of();
    }

    @Override
    public String obstacleToKill() {
        return "it is in the server's process";
    }

    @Override
    public void kill() {
        throw new IllegalStateException(obstacleToKill());
    }

    @Override
    public void restart() {
        throw new IllegalStateException(obstacleToKill());
    }

    /** A constraint refuses each new message of the mailbox. Derby has one process at a time, so the server stops. */
    @Override
    public void failFor(SealMxServer server, String address) throws Exception {
        // makes its mailbox
        server.count(address);
        server.stop();
        change(server, statement -> {
            long mailbox = mailbox(statement, address);
            // those that are there stay
            statement.execute("ALTER TABLE JAMES_MAIL ADD CONSTRAINT FAULT CHECK (MAILBOX_ID <> " + mailbox
                    + " OR MAIL_UID <= " + lastNumber(statement, mailbox) + ")");
        });
        server.restart();
    }

    @Override
    public void mendFor(SealMxServer server, String address) throws Exception {
        server.stop();
        change(server, statement -> statement.execute("ALTER TABLE JAMES_MAIL DROP CONSTRAINT FAULT"));
        server.restart();
    }

    private static long mailbox(Statement statement, String address) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "SELECT MAILBOX_ID FROM JAMES_MAILBOX WHERE MAILBOX_NAME = 'INBOX' AND USER_NAME = '" + address
                        + "'")) {
            if (!found.next()) {
                throw new SQLException("the account has no mailbox");
            }
            return found.getLong(1);
        }
    }

    private static long lastNumber(Statement statement, long mailbox) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "SELECT COALESCE(MAX(MAIL_UID), 0) FROM JAMES_MAIL WHERE MAILBOX_ID = " + mailbox)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** What is done in a database. */
    @FunctionalInterface
    private interface Change {
        void make(Statement statement) throws SQLException;
    }

    /** With the driver of the product, which is not on the class path of the tests. */
    private static void change(SealMxServer server, Change change) throws IOException, SQLException {
        System.setProperty(
                "derby.stream.error.file", server.folder().resolve("derby.log").toString());
        try (URLClassLoader loader = derby()) {
            Driver driver = loader.loadClass("org.apache.derby.iapi.jdbc.AutoloadedDriver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            String url = "jdbc:derby:" + server.folder().resolve("data/store/mail");
            try (Connection connection = driver.connect(url, new Properties());
                    Statement statement = connection.createStatement()) {
                change.make(statement);
            } finally {
                shutDown(driver);
            }
        } catch (ReflectiveOperationException e) {
            throw new IOException("the driver of Derby is otherwise than expected", e);
        }
    }

    private static URLClassLoader derby() throws IOException {
        try (Stream<Path> jars = Files.list(ServerPaths.dist().resolve("lib"))) {
            List<URL> urls = new ArrayList<>();
            for (Path jar : jars.toList()) {
                if (jar.getFileName().toString().startsWith("derby")) {
                    urls.add(jar.toUri().toURL());
                }
            }
            return new URLClassLoader(urls.toArray(URL[]::new));
        }
    }

    /** Ends Derby in this process. It reports by an exception that it has done so. */
    private static void shutDown(Driver driver) throws SQLException {
        try {
            driver.connect("jdbc:derby:;shutdown=true", new Properties());
        } catch (SQLException e) {
            if (!e.getSQLState().equals("XJ015")) {
                throw e;
            }
        }
    }

    @Override
    public String obstacleToSmallDisk() {
        return "";
    }

    @Override
    public SmallDisk moveToSmallDisk(Path serverData) throws Exception {
        Files.createDirectories(serverData);
        disk = Optional.of(SmallDisk.over(serverData, DISK_MIB, "root"));
        return disk.get();
    }

    @Override
    public boolean mayDouble() {
        return false;
    }

    /** Its files are the server's. */
    @Override
    public void close() throws IOException {
        if (disk.isPresent()) {
            disk.get().close();
        }
    }
}
