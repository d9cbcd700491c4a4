package org.sealmx.it.survival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;

/**
 * The databases of the accounts in CouchDB: the stand-in, or the one that {@code COUCHDB_URL} names. That one can be
 * killed when {@code COUCHDB_PID} and {@code COUCHDB_START} are shell commands that print its process id and start it,
 * and is searched for plaintext when {@code COUCHDB_DATA} is the folder of its files.
 */
final class CouchStore implements DurableStore {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int DISK_MIB = 64;

    private final CouchDbServer server;
    private final CouchDirectory couch;
    private final Optional<String> processId = environment("COUCHDB_PID");
    private final Optional<String> start = environment("COUCHDB_START");
    private final Optional<Path> folder;
    private Optional<SmallDisk> disk = Optional.empty();

    CouchStore() throws Exception {
        server = CouchDbServer.start();
        folder = server.folder().or(() -> environment("COUCHDB_DATA").map(Path::of));
        couch = new CouchDirectory(server);
        Scene.accounts(couch.documents());
        couch.publishAll();
        for (String address : Scene.everybody()) {
            couch.createMailDatabase(address);
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }

    private boolean isStandIn() {
        return server.folder().isPresent();
    }

    @Override
    public String name() {
        return isStandIn() ? "stand-in for CouchDB" : server.toString().replace(", by COUCHDB_URL", "");
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.of(server.url().getPort());
    }

    @Override
    public Supplier<Talk> protocol() {
        return Talk.Http::new;
    }

    @Override
    public ServerBuilder configure(ServerBuilder builder) {
        return builder.couchDb(couch).storeInCouchDb();
    }

    @Override
    public ServerBuilder route(ServerBuilder builder, int port) {
        return builder.conf(
                conf -> conf.replace("sealmx.properties", "(?m)^directory=.*$", "directory=http://127.0.0.1:" + port));
    }

    @Override
    public List<byte[]> copies(SealMxServer james, String address) throws IOException {
        return couch.messages(address);
    }

    @Override
    public List<Path> folders() {
        return folder.stream().toList();
    }

    @Override
    public String obstacleToKill() {
        return isStandIn() || (processId.isPresent() && start.isPresent())
                ? ""
                : "COUCHDB_PID and COUCHDB_START are not set";
    }

    @Override
    public void kill() throws Exception {
        if (isStandIn()) {
            server.interrupt();
            return;
        }
        String text = new String(Command.require("sh", "-c", processId.orElseThrow()), StandardCharsets.US_ASCII);
        ProcessHandle process = ProcessHandle.of(Long.parseLong(text.trim()))
                .orElseThrow(() -> new IOException("COUCHDB_PID printed the id of no process"));
        process.destroyForcibly();
        Await.until("the end of CouchDB", LIMIT, () -> !process.isAlive());
    }

    @Override
    public void restart() throws Exception {
        if (isStandIn()) {
            server.resume();
            return;
        }
        Command.require("sh", "-c", start.orElseThrow());
        Await.until("CouchDB", LIMIT, this::answers);
    }

    private boolean answers() {
        try {
            return server.admin().hasDatabase(couch.database());
        } catch (IOException e) {
            return false;
        }
    }

    /** Its database is not there. */
    @Override
    public void failFor(SealMxServer james, String address) throws IOException {
        server.admin().deleteDatabase(couch.mailDatabase(address));
    }

    @Override
    public void mendFor(SealMxServer james, String address) throws IOException {
        couch.createMailDatabase(address);
    }

    @Override
    public String obstacleToSmallDisk() {
        return folder.isEmpty() ? "COUCHDB_DATA is not set" : obstacleToKill();
    }

    @Override
    public SmallDisk moveToSmallDisk(Path serverData) throws Exception {
        kill();
        Path data = folder.orElseThrow();
        disk = Optional.of(SmallDisk.over(isStandIn() ? data.resolve("db") : data, DISK_MIB, "root"));
        restart();
        return disk.get();
    }

    @Override
    public boolean mayDouble() {
        return false;
    }

    @Override
    public void close() throws Exception {
        try {
            if (disk.isPresent()) {
                kill();
                disk.get().close();
                restart();
            }
            couch.close();
        } finally {
            server.close();
        }
    }
}
