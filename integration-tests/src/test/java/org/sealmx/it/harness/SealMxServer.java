package org.sealmx.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sealmx.cli.lmtp.LmtpClient;

/** A running server in its own process. Closing this ends it and deletes its files. */
public final class SealMxServer implements AutoCloseable {

    /** The IMAP password of every account. */
    public static final String PASSWORD = "correct horse";

    private final WorkFolder folder;
    private final ServerProcess process;

    SealMxServer(WorkFolder folder, ServerProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /** A builder, which starts a server. */
    public static ServerBuilder builder() throws IOException {
        return new ServerBuilder();
    }

    /** The port where it takes mail. */
    public int lmtpPort() {
        return process.lmtpPort();
    }

    /** The port where users read mail. */
    public int imapPort() {
        return process.imapPort();
    }

    /** The port of webadmin. */
    public int webadminPort() {
        return process.webadminPort();
    }

    /** The process id of the JVM. */
    public long pid() {
        return process.java().pid();
    }

    /** The folder with everything of this server: configuration, data, temporary files, console. */
    public Path folder() {
        return folder.path();
    }

    /** Its log and its console. */
    public LogFile log() {
        return new LogFile(folder.path());
    }

    /** A new LMTP connection after LHLO. */
    public LmtpClient lmtp() throws IOException {
        return LmtpClient.lhlo(lmtpPort());
    }

    /** An IMAP connection on which an account has logged in. */
    public ImapClient imap(String address) throws IOException {
        return ImapClient.login(imapPort(), address, PASSWORD);
    }

    /** How many messages an account has. */
    public int count(String address) throws IOException {
        try (ImapClient imap = imap(address)) {
            return imap.countInbox();
        }
    }

    /** Every message of an account. */
    public List<byte[]> inbox(String address) throws IOException {
        try (ImapClient imap = imap(address)) {
            return imap.fetchInbox();
        }
    }

    /** The newest message of an account, once it has that many. */
    public byte[] awaitMessage(String address, int number) throws Exception {
        Await.until(number + " messages for " + address, Duration.ofMinutes(1), () -> count(address) >= number);
        try (ImapClient imap = imap(address)) {
            imap.countInbox();
            return imap.fetch(number);
        }
    }

    /** A figure that webadmin shows under {@code /metrics}. */
    public double metric(String name) throws IOException {
        return Optional.ofNullable(metrics().get(name)).orElseThrow(() -> new IOException("no metric " + name));
    }

    /** All figures that webadmin shows there, by name; those with labels have them in the name. */
    public Map<String, Double> metrics() throws IOException {
        Map<String, Double> figures = new TreeMap<>();
        URL url = new URL("http://127.0.0.1:" + webadminPort() + "/metrics");
        try (InputStream in = url.openStream()) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(sample -> !sample.startsWith("#"))
                    .toList()) {
                int end = line.lastIndexOf(' ');
                figures.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
            }
        }
        return figures;
    }

    /** The directory's health as webadmin reports it, in JSON. */
    public String directoryHealth() throws IOException {
        URL url = new URL("http://127.0.0.1:" + webadminPort() + "/healthcheck/checks/SealMX%20directory");
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Stops it as an operator would and returns its exit code. Its files stay until this is closed. */
    public int stop() throws InterruptedException {
        return process.stop();
    }

    /** Ends it by SIGKILL. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Whether its process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Starts it again, after its end, with the same ports and data, and waits until it is ready. */
    public void restart() throws Exception {
        process.restart();
        process.awaitReady();
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            folder.close();
        }
    }
}
