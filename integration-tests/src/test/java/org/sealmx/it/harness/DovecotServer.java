package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sealmx.cli.lmtp.LmtpClient;

/**
 * A separate Dovecot beside any that the system runs, with the samples of {@code james-conf/dovecot}, mail and log in a
 * temporary folder, and LMTP on the loopback interface and on a socket.
 */
public final class DovecotServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final WorkFolder folder;
    private final DovecotFiles files;
    private final int port;
    private Process master;

    /**
     * A message in an account.
     *
     * @param folder its name, as users see it
     * @param flags without {@code \Recent}
     * @param octets lines that end in CR LF
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Stored(String folder, Set<String> flags, byte[] octets) {}

    private DovecotServer(WorkFolder folder, DovecotFiles files, int port, Process master) {
        this.folder = folder;
        this.files = files;
        this.port = port;
        this.master = master;
    }

    /**
     * Starts a Dovecot and waits until it answers.
     *
     * @param quotas the accounts, each with the rule of its quota, such as {@code *:bytes=1M}
     */
    public static DovecotServer start(Map<String, String> quotas) throws Exception {
        WorkFolder folder = new WorkFolder("dovecot");
        int port = Ports.free();
        DovecotFiles files = new DovecotFiles(folder.path());
        files.write(port, quotas);
        Command.require(
                "sievec", "-c", files.configuration().toString(), files.script().toString());
        DovecotServer server = new DovecotServer(folder, files, port, launch(folder, files));
        try {
            server.awaitReady();
        } catch (AssertionError | IOException e) {
            String log = server.log();
            server.close();
            throw new AssertionError(e.getMessage() + "; its log says: " + log, e);
        }
        return server;
    }

    private static Process launch(WorkFolder folder, DovecotFiles files) throws IOException {
        return new ProcessBuilder(
                        "/usr/sbin/dovecot", "-F", "-c", files.configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("master.out").toFile())
                .start();
    }

    private void awaitReady() throws Exception {
        Await.until("Dovecot to answer", LIMIT, this::answers);
    }

    private boolean answers() throws IOException {
        if (!master.isAlive()) {
            throw new IOException("Dovecot ended with " + master.exitValue());
        }
        try (LmtpClient client = LmtpClient.lhlo(port)) {
            return client.command("NOOP").code() == 250;
        } catch (SocketException e) {
            // nothing listens yet, or what listened is ending
            return false;
        }
    }

    /** The port of LMTP. */
    public int port() {
        return port;
    }

    /** {@code inet:127.0.0.1:PORT}. */
    public String inet() {
        return "inet:127.0.0.1:" + port;
    }

    /** {@code unix:PATH}. */
    public String unix() {
        return "unix:" + folder.resolve("run/lmtp");
    }

    /** The folder of an account, with its mail. */
    public Path home(String address) {
        return files.home(address);
    }

    /** The messages of an account, in all its folders. */
    public List<Stored> stored(String address) throws IOException, InterruptedException {
        List<Stored> messages = new ArrayList<>();
        String json = doveadm("-f", "json", "fetch", "-u", address, "mailbox flags text", "all");
        for (JsonNode message : new ObjectMapper().readTree(json)) {
            Set<String> flags =
                    new TreeSet<>(List.of(message.get("flags").asText().trim().split(" +", -1)));
            flags.removeAll(Set.of("\\Recent", ""));
            String text = message.get("text").asText().replace("\r\n", "\n").replace("\n", "\r\n");
            messages.add(new Stored(message.get("mailbox").asText(), flags, text.getBytes(StandardCharsets.UTF_8)));
        }
        return messages;
    }

    private String doveadm(String... options) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("doveadm", "-c", files.configuration().toString()));
        words.addAll(List.of(options));
        return new String(Command.require(new byte[0], words), StandardCharsets.UTF_8);
    }

    /** The log so far. */
    public String log() throws IOException {
        Path log = folder.resolve("dovecot.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "(nothing)";
    }

    /** How many connections of LMTP it has taken. */
    public long connections() throws IOException {
        return log().lines()
                .filter(line -> line.contains(" lmtp(") && line.contains("Info: Connect from "))
                .count();
    }

    /** The folder with everything of this Dovecot: mail, log, configuration. */
    public Path folder() {
        return folder.path();
    }

    /** Puts another Sieve script in the place of the sample. */
    public void script(String script) throws IOException, InterruptedException {
        Files.writeString(files.script(), script);
        Command.require(
                "sievec", "-c", files.configuration().toString(), files.script().toString());
    }

    /** Ends all its processes by SIGKILL. */
    public void kill() throws Exception {
        List<ProcessHandle> all = master.descendants().toList();
        master.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        master.waitFor();
        // as long as one of them lives, it holds the ports
        Await.until("the end of Dovecot", LIMIT, () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Ends it as an operator would; mail stays. */
    public void stop() {
        Processes.end(master, LIMIT);
    }

    /** Starts it again. */
    public void restart() throws Exception {
        master = launch(folder, files);
        awaitReady();
    }

    /** Ends all processes of this Dovecot: on SIGTERM the master ends its children. */
    @Override
    public void close() throws IOException {
        stop();
        folder.close();
    }
}
