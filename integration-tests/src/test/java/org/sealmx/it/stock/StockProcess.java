package org.sealmx.it.stock;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.JavaHomes.JavaHome;
import org.sealmx.it.harness.WorkFolder;

/** James, started in its folder by a line for a shell, on a Java of our choice. Closing this kills it. */
final class StockProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long STOP_LIMIT_SECONDS = 60;

    private final WorkFolder folder;
    private final Process process;

    private StockProcess(WorkFolder folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static StockProcess start(WorkFolder folder, JavaHome java, String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + line)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(console(folder).toFile());
        builder.environment().merge("PATH", java.bin().toString(), (old, bin) -> bin + ":" + old);
        return new StockProcess(folder, builder.start());
    }

    private static Path console(WorkFolder folder) {
        return folder.resolve("console");
    }

    /** What it wrote to its console and its log. */
    String said() throws IOException {
        Path log = folder.resolve("log/sealmx.log");
        return Files.readString(console(folder)) + (Files.exists(log) ? Files.readString(log) : "");
    }

    /** Waits until it takes mail. */
    void awaitLmtp(int port) throws Exception {
        Await.value("James to take mail", START_LIMIT, () -> {
                    if (!process.isAlive()) {
                        throw new IOException("James ended with " + process.exitValue() + ": " + said());
                    }
                    try {
                        return Optional.of(LmtpClient.lhlo(port));
                    } catch (ConnectException e) {
                        return Optional.empty();
                    }
                })
                .close();
    }

    /** Asks it to end, and returns its exit code. */
    int stop() throws Exception {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("James does not end: " + said());
        }
        return process.exitValue();
    }

    /** Sends SIGKILL, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
