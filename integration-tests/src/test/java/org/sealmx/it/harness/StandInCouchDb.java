package org.sealmx.it.harness;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sealmx.couchdb.FakeCluster;

/**
 * {@code pouchdb-server}, which speaks CouchDB's protocol, in its own process on the loopback interface, reached
 * through a {@link StrictCouchDb}. Its data survive an interruption. {@code test.sh} installs it.
 */
final class StandInCouchDb implements CouchDbServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final String PROGRAM = "node_modules/pouchdb-server/bin/pouchdb-server";

    private final WorkFolder folder;
    private final Path program;
    private final int port;
    private final StrictCouchDb front;
    private Process process;

    private StandInCouchDb(WorkFolder folder, Path program, int port) throws IOException {
        this.folder = folder;
        this.program = program;
        this.port = port;
        this.process = launch();
        this.front = new StrictCouchDb(URI.create("http://127.0.0.1:" + port));
    }

    static StandInCouchDb start() throws Exception {
        Path program = ServerPaths.couchDbStandIn().resolve(PROGRAM);
        if (!Files.exists(program)) {
            throw new IOException("there is no CouchDB to test with: start the tests by ./test.sh, which installs a"
                    + " stand-in, or set COUCHDB_URL to a real one");
        }
        WorkFolder folder = new WorkFolder("couchdb");
        Files.createDirectory(folder.resolve("db"));
        StandInCouchDb server = new StandInCouchDb(folder, program, Ports.free());
        try {
            server.awaitAnswer();
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    @Override
    public URI url() {
        return front.url();
    }

    /** The nodes that it says it has. */
    FakeCluster cluster() {
        return front.cluster();
    }

    @Override
    public Optional<String> credentials() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(folder.path());
    }

    @Override
    public void interrupt() throws InterruptedException {
        front.interrupt();
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void resume() throws Exception {
        process = launch();
        front.resume();
        awaitAnswer();
    }

    /** It writes its log and a file with its identity into the folder in which it is started. */
    private Process launch() throws IOException {
        return new ProcessBuilder(
                        "node",
                        program.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        folder.resolve("db").toString())
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("console.out").toFile()))
                .start();
    }

    private void awaitAnswer() throws Exception {
        Await.until("the stand-in for CouchDB", START_LIMIT, () -> {
            if (!process.isAlive()) {
                throw new IOException("the stand-in for CouchDB ended with " + process.exitValue() + ": "
                        + Files.readString(folder.resolve("console.out")));
            }
            try {
                return admin().welcome().has("version");
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Override
    public String toString() {
        return "pouchdb-server 4.2.0, a stand-in for CouchDB, behind a strict front";
    }

    @Override
    public void close() throws IOException {
        front.close();
        Processes.end(process, Duration.ofSeconds(10));
        folder.close();
    }
}
