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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.ServerPaths;

/** James' mailboxes in H2, in the server's own process. */
final class DatabaseStore implements DurableStore {

    private static final int DISK_MIB = 64;

    private Optional<SmallDisk> disk = Optional.empty();

    @Override
    public String name() {
        return "database (H2)";
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

    /** A constraint refuses each new message of the mailbox. H2 has one process at a time, so the server stops. */
    @Override
    public void failFor(SealMxServer server, String address) throws Exception {
        // makes its mailbox
        server.count(address);
        server.stop();
        try (Connection database = open(server);
                Statement statement = database.createStatement()) {
            statement.execute("ALTER TABLE JAMES_MAIL ADD CONSTRAINT FAULT CHECK (MAILBOX_ID <> "
                    + mailbox(statement, address) + ") NOCHECK");
        }
        server.restart();
    }

    @Override
    public void mendFor(SealMxServer server, String address) throws Exception {
        server.stop();
        try (Connection database = open(server);
                Statement statement = database.createStatement()) {
            statement.execute("ALTER TABLE JAMES_MAIL DROP CONSTRAINT FAULT");
        }
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

    /** With the driver of the product, which is not on the class path of the tests. */
    private static Connection open(SealMxServer server) throws IOException, SQLException {
        try (Stream<Path> jars = Files.list(ServerPaths.dist().resolve("lib"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().matches("h2-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("H2 is not among the libraries of the server"));
            // stays open as long as the connection, which loads classes
            URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
            Driver driver = loader.loadClass("org.h2.Driver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            Properties login = new Properties();
            login.setProperty("user", "sealmx");
            login.setProperty("password", "");
            String file = server.folder().resolve("data/store/mail").toString();
            Connection connection = driver.connect("jdbc:h2:" + file + ";IFEXISTS=TRUE;NON_KEYWORDS=VALUE", login);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET DB_CLOSE_DELAY 0");
            }
            return connection;
        } catch (ReflectiveOperationException e) {
            throw new IOException("the driver of H2 is otherwise than expected", e);
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
