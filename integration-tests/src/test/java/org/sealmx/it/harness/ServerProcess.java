package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a server, with its console in files. */
final class ServerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final String READY = "SealMX is ready";

    private final Path folder;
    private final List<String> words;
    private Process process;
    private int starts = 1;
    private final int lmtpPort;
    private final int imapPort;
    private final int webadminPort;

    private ServerProcess(Path folder, List<String> words, int lmtpPort, int imapPort, int webadminPort)
            throws IOException {
        this.folder = folder;
        this.words = List.copyOf(words);
        this.process = start(folder, words);
        this.lmtpPort = lmtpPort;
        this.imapPort = imapPort;
        this.webadminPort = webadminPort;
    }

    static ServerProcess launch(
            Path folder, Path home, List<String> wrapper, List<String> jvmOptions, List<String> options)
            throws IOException {
        int lmtpPort = port(options, "--lmtp-port");
        int imapPort = port(options, "--imap-port");
        int webadminPort = port(options, "--webadmin-port");
        List<String> words = new ArrayList<>(wrapper);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")));
        words.add("-Xmx1g");
        words.add("-Dsealmx.home=" + home);
        words.addAll(jvmOptions);
        words.addAll(developersOptions());
        words.addAll(List.of("-cp", ServerPaths.dist() + "/lib/*", "org.sealmx.standalone.Main"));
        words.addAll(options);
        addUnlessGiven(words, "--data", folder.resolve("data").toString());
        // what is in memory is fast and gone; the tests of the database say so
        addUnlessGiven(words, "--store", "memory");
        addUnlessGiven(words, "--lmtp-port", Integer.toString(lmtpPort));
        addUnlessGiven(words, "--imap-port", Integer.toString(imapPort));
        addUnlessGiven(words, "--webadmin-port", Integer.toString(webadminPort));
        int directory = options.indexOf("--directory");
        if (directory < 0 || !options.get(directory + 1).startsWith("http")) {
            // only the accounts of a file get logins
            addUnlessGiven(words, "--imap-password", SealMxServer.PASSWORD);
        }
        return new ServerProcess(folder, words, lmtpPort, imapPort, webadminPort);
    }

    private static Process start(Path folder, List<String> words) throws IOException {
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out(folder).toFile())
                .redirectError(err(folder).toFile())
                .start();
    }

    /** Options for a debugger or a profiler, which {@code run.sh} passes on as well. */
    private static List<String> developersOptions() {
        String options = System.getenv().getOrDefault("SEALMX_JAVA_OPTS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+", -1));
    }

    int lmtpPort() {
        return lmtpPort;
    }

    int imapPort() {
        return imapPort;
    }

    int webadminPort() {
        return webadminPort;
    }

    /** The process that we started, or its child process with the JVM if it runs under another program. */
    ProcessHandle java() {
        return process.toHandle()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    void awaitReady() throws Exception {
        Await.until("'" + READY + "'", START_LIMIT, () -> {
            if (Files.readString(out(folder)).contains(READY)) {
                return true;
            }
            if (!process.isAlive()) {
                throw new IOException("the server ended with " + process.exitValue() + " before it was ready");
            }
            return false;
        });
    }

    Command.Result awaitEnd() throws Exception {
        try {
            Await.until("the server to end", START_LIMIT, () -> !process.isAlive());
        } finally {
            stop();
        }
        return new Command.Result(
                process.exitValue(),
                Files.readAllBytes(out(folder)),
                Files.readString(err(folder), StandardCharsets.ISO_8859_1));
    }

    /** Stops the server as an operator would and returns the exit code of the process. */
    int stop() throws InterruptedException {
        java().destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            java().destroyForcibly();
            process.destroyForcibly();
            process.waitFor();
        }
        return process.exitValue();
    }

    /** Ends the server by SIGKILL. */
    void kill() throws InterruptedException {
        java().destroyForcibly();
        process.waitFor();
    }

    /** Starts the server again, after its end, with the same options, and keeps the earlier console in other files. */
    void restart() throws IOException {
        for (Path console : List.of(out(folder), err(folder))) {
            Files.move(console, console.resolveSibling(console.getFileName() + "." + starts));
        }
        starts++;
        process = start(folder, words);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    static Path out(Path folder) {
        return folder.resolve("console.out");
    }

    static Path err(Path folder) {
        return folder.resolve("console.err");
    }

    private static int port(List<String> options, String option) throws IOException {
        int index = options.indexOf(option);
        return index < 0 || !options.get(index + 1).matches("\\d{1,5}")
                ? Ports.free()
                : Integer.parseInt(options.get(index + 1));
    }

    private static void addUnlessGiven(List<String> words, String option, String value) {
        if (!words.contains(option)) {
            words.addAll(List.of(option, value));
        }
    }
}
