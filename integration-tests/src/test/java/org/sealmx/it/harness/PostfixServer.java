package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;

/**
 * A separate Postfix beside any that the system runs, with configuration, queue and log in a temporary folder and ports
 * on the loopback interface. It sends mail for its relay domain to an LMTP server and all other mail, mainly bounces,
 * to an SMTP server.
 */
public final class PostfixServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final WorkFolder folder;
    private final int smtpPort;
    private final Process master;

    /**
     * A message in the queue.
     *
     * @param id the queue id
     * @param recipients the remaining recipients
     * @param reasons the reason for each of them why it waits
     * @param deferred whether it waits for its next try
     */
    public record Queued(String id, List<String> recipients, List<String> reasons, boolean deferred) {}

    private PostfixServer(WorkFolder folder, int smtpPort, Process master) {
        this.folder = folder;
        this.smtpPort = smtpPort;
        this.master = master;
    }

    /** Starts a Postfix and waits until it answers. */
    public static PostfixServer start(String relayDomain, int lmtpPort, int otherMailPort) throws Exception {
        return start(relayDomain, lmtpPort, otherMailPort, "");
    }

    /** As above, with further lines of {@code main.cf}, which override earlier ones. */
    public static PostfixServer start(String relayDomain, int lmtpPort, int otherMailPort, String mainCf)
            throws Exception {
        return start(relayDomain, lmtpPort, otherMailPort, mainCf, "");
    }

    /** As above, with further services of {@code master.cf}. */
    public static PostfixServer start(
            String relayDomain, int lmtpPort, int otherMailPort, String mainCf, String masterCf) throws Exception {
        WorkFolder folder = new WorkFolder("postfix");
        int smtpPort = Ports.free();
        new PostfixFiles(folder.path()).write(smtpPort, relayDomain, lmtpPort, otherMailPort, mainCf, masterCf);
        return start(folder, smtpPort);
    }

    /**
     * Starts a Postfix with a whole configuration, which is only moved into a folder, to a port of the loopback
     * interface, and to an SMTP server for all mail of other domains.
     *
     * @param mainCf one setting a line, without comments
     * @param masterCf with the service {@code smtp inet}, which gets the port
     * @param furtherLines of {@code main.cf}, which override earlier ones
     */
    public static PostfixServer startWhole(String mainCf, String masterCf, int otherMailPort, String furtherLines)
            throws Exception {
        WorkFolder folder = new WorkFolder("postfix");
        int smtpPort = Ports.free();
        String services = masterCf.replaceFirst("(?m)^smtp +inet", "127.0.0.1:" + smtpPort + " inet");
        if (services.equals(masterCf)) {
            throw new AssertionError("no service smtp inet in " + masterCf);
        }
        PostfixFiles files = new PostfixFiles(folder.path());
        files.write(
                mainCf + files.place() + "default_transport = smtp:[127.0.0.1]:" + otherMailPort + "\n" + furtherLines,
                services);
        return start(folder, smtpPort);
    }

    private static PostfixServer start(WorkFolder folder, int smtpPort) throws Exception {
        Process master = new ProcessBuilder(
                        PostfixFiles.setting("daemon_directory") + "/master",
                        "-s",
                        "-c",
                        folder.resolve("conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("master.out").toFile())
                .start();
        PostfixServer server = new PostfixServer(folder, smtpPort, master);
        try {
            Await.until("Postfix to answer", LIMIT, server::answers);
        } catch (AssertionError e) {
            String log = server.log();
            server.close();
            throw new AssertionError(e.getMessage() + "; its log says: " + log, e);
        }
        return server;
    }

    /** The port where it takes mail. */
    public int smtpPort() {
        return smtpPort;
    }

    /** The folder with its {@code main.cf}. */
    public Path configuration() {
        return folder.resolve("conf");
    }

    /**
     * Submits a message of 8-bit text; Postfix must accept every recipient, since it verifies none before it queues.
     */
    public void submit(String sender, List<String> recipients, byte[] message) throws IOException {
        submit(sender, "BODY=8BITMIME", recipients, message);
    }

    /** As above, with other parameters of MAIL FROM. */
    public void submit(String sender, String parameters, List<String> recipients, byte[] message) throws IOException {
        try (LmtpClient client = LmtpClient.connect(smtpPort)) {
            client.command("EHLO client.example.net");
            List<String> commands = new ArrayList<>();
            commands.add("MAIL FROM:<" + sender + "> " + parameters);
            recipients.forEach(r -> commands.add("RCPT TO:<" + r + ">"));
            for (ServerReply reply : client.pipeline(commands.toArray(String[]::new))) {
                requireCode(250, reply);
            }
            requireCode(250, client.data(message, 1).get(0));
        }
    }

    /** The messages in the queue, active or deferred. */
    public List<Queued> queue() throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        List<Queued> queue = new ArrayList<>();
        String lines = new String(command("postqueue", "-j"), StandardCharsets.UTF_8);
        for (String line : lines.lines().toList()) {
            JsonNode entry = json.readTree(line);
            List<String> recipients = new ArrayList<>();
            List<String> reasons = new ArrayList<>();
            for (JsonNode recipient : entry.get("recipients")) {
                recipients.add(recipient.get("address").asText());
                reasons.add(recipient.path("delay_reason").asText(""));
            }
            boolean deferred = entry.get("queue_name").asText().equals("deferred");
            queue.add(new Queued(entry.get("queue_id").asText(), recipients, reasons, deferred));
        }
        return queue;
    }

    /** Waits until the queue is empty. */
    public void awaitEmptyQueue() throws Exception {
        try {
            Await.until("an empty queue", Duration.ofSeconds(90), () -> queue().isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but it holds " + queue() + "; the log says " + log(), e);
        }
    }

    /** Waits until one message is left, and it is deferred: all its recipients have been tried. */
    public Queued awaitDeferred() throws Exception {
        // the queue as it was when it was judged: in a second look a bounce on its way could come first
        return Await.value("one deferred message", Duration.ofMinutes(1), () -> {
            List<Queued> queue = queue();
            return queue.size() == 1 && queue.get(0).deferred() ? Optional.of(queue.get(0)) : Optional.empty();
        });
    }

    /** Retries everything in the queue now. */
    public void flush() throws IOException, InterruptedException {
        command("postqueue", "-f");
    }

    /** Deletes everything in the queue. */
    public void discardQueue() throws IOException, InterruptedException {
        command("postsuper", "-d", "ALL");
    }

    /** The mail log so far. */
    public String log() throws IOException {
        Path log = folder.resolve("mail.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "(nothing)";
    }

    /**
     * What {@code postmap -q} finds in a table.
     *
     * @param table such as {@code socketmap:inet:127.0.0.1:10023:recipient}
     * @return its exit code is 1 when it finds nothing, and also when the table cannot answer; then it also complains
     */
    public Command.Result postmap(String key, String table) throws IOException, InterruptedException {
        return Command.run(
                PostfixFiles.setting("command_directory") + "/postmap",
                "-c",
                configuration().toString(),
                "-q",
                key,
                table);
    }

    private byte[] command(String program, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(PostfixFiles.setting("command_directory") + "/" + program);
        words.addAll(List.of("-c", folder.resolve("conf").toString()));
        words.addAll(List.of(options));
        return Command.require(new byte[0], words);
    }

    private boolean answers() throws IOException {
        if (!master.isAlive()) {
            throw new IOException("Postfix ended with " + master.exitValue() + ": " + log());
        }
        try (LmtpClient client = LmtpClient.connect(smtpPort)) {
            return client.command("NOOP").code() == 250;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static void requireCode(int code, ServerReply reply) throws IOException {
        if (reply.code() != code) {
            throw new IOException("Postfix answered " + reply);
        }
    }

    /** Ends all processes of this Postfix: on SIGTERM the master ends its process group. */
    @Override
    public void close() throws IOException {
        Processes.end(master, LIMIT);
        folder.close();
    }
}
