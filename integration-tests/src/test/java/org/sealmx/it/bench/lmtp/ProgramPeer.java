package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.WorkFolder;

/** A program that is started, takes mail by LMTP on a port, and ends on SIGTERM. */
final class ProgramPeer implements Peer {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long END_SECONDS = 30;

    private final String name;
    private final int slowness;
    private final boolean onJava;
    private final WorkFolder folder;
    private final int port;
    private final Process process;

    /** Writes what the program reads, and says how to start it. */
    @FunctionalInterface
    interface Preparation {
        /** @return the words of the command */
        List<String> prepare(Path folder, int port) throws IOException, InterruptedException;
    }

    /**
     * Starts it, and waits until it greets.
     *
     * @param slowness see {@link Peer#slowness()}
     * @param onJava see {@link Peer#onJava()}
     */
    ProgramPeer(String name, int slowness, boolean onJava, Preparation preparation) throws Exception {
        this.name = name;
        this.slowness = slowness;
        this.onJava = onJava;
        folder = new WorkFolder("bench");
        port = Ports.free();
        process = new ProcessBuilder(preparation.prepare(folder.path(), port))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console").toFile())
                .start();
        try {
            Await.until(name + " to answer", LIMIT, this::answers);
        } catch (AssertionError | IOException e) {
            close();
            throw e;
        }
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(name + " ended with " + process.exitValue() + "; see " + folder.path());
        }
        try (LmtpClient client = LmtpClient.lhlo(port)) {
            return client.command("NOOP").code() == 250;
        } catch (SocketException e) {
            // nothing listens yet
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int slowness() {
        return slowness;
    }

    @Override
    public boolean onJava() {
        return onJava;
    }

    @Override
    public ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            folder.close();
        }
    }
}
