package org.sealmx.standalone.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own, beside any that the system runs, with one role and one database. Its files are in a
 * temporary folder, and it listens on the loopback interface only.
 */
public final class PostgreSqlServer implements AutoCloseable {

    /** The role that owns the database, and may do nothing else. */
    public static final String ROLE = "sealmx";

    private static final String SUPERUSER = "postgres";

    private final Path folder;
    private final Path programs;
    private final String password;
    private final int port;

    private PostgreSqlServer(Path folder, Path programs, String password, int port) {
        this.folder = folder;
        this.programs = programs;
        this.password = password;
        this.port = port;
    }

    /** Makes a cluster and starts it. */
    public static PostgreSqlServer create(String password) throws Exception {
        Path folder = Files.createTempDirectory("sealmx-postgresql");
        if (root()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SUPERUSER));
        }
        PostgreSqlServer server = new PostgreSqlServer(folder, programs(), password, freePort());
        try {
            Path secret = Files.writeString(folder.resolve("password"), password);
            if (root()) {
                Files.setOwner(secret, Files.getOwner(folder));
            }
            server.run(
                    "initdb",
                    "--username=" + SUPERUSER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    "--pgdata=" + server.data());
            server.start();
            server.sql("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'");
            server.sql("CREATE DATABASE mail OWNER " + ROLE + " ENCODING 'UTF8' TEMPLATE template0");
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** Debian has a folder for each version. */
    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IOException("there is no PostgreSQL; ./test.sh installs it"));
        }
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Starts it, and waits until it answers. */
    public void start() throws IOException, InterruptedException {
        run(
                "pg_ctl",
                "--pgdata=" + data(),
                "--log=" + log("server"),
                "--wait",
                "--options=-h 127.0.0.1 -p " + port + " -k ''",
                "start");
    }

    /** Ends it in order, while connections are open. */
    public void stop() throws IOException, InterruptedException {
        run("pg_ctl", "--pgdata=" + data(), "--mode=fast", "--wait", "stop");
    }

    /** Sends SIGKILL to all of its processes. */
    public void kill() throws IOException, ExecutionException, InterruptedException {
        long id = Long.parseLong(
                Files.readAllLines(data().resolve("postmaster.pid")).get(0));
        ProcessHandle server = ProcessHandle.of(id).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(server));
        server.descendants().forEach(all::add);
        for (ProcessHandle process : all) {
            process.destroyForcibly();
        }
        for (ProcessHandle process : all) {
            process.onExit().get();
        }
    }

    /** PostgreSQL refuses to run as root. */
    private void run(String program, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (root()) {
            words.addAll(List.of("setpriv", "--reuid=" + SUPERUSER, "--regid=" + SUPERUSER, "--init-groups"));
        }
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(options));
        Path log = log(program);
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(words + " failed: " + Files.readString(log));
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Executes a statement as the superuser. */
    public void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, password);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** The URL of a database. */
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            run("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
