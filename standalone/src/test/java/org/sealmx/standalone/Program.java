package org.sealmx.standalone;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The built program, in its own process. */
final class Program implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder seen = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; its output includes standard error. */
    static Program start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    /** Starts it with further environment variables. */
    static Program start(Map<String, String> environment, String... arguments) throws IOException {
        return start(home(), environment, arguments);
    }

    /** The folder that it has been built into. */
    static Path home() {
        return Path.of(System.getProperty("sealmx.home"));
    }

    /** Starts the one that is in a folder. */
    static Program start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsealmx.home=" + home,
                "-cp",
                home + "/lib/*",
                Main.class.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    /** Starts another program, with James on its class path. */
    static Program start(Class<?> main, Path folder, List<String> options) throws IOException, URISyntaxException {
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(options);
        words.addAll(List.of(
                "-cp",
                classes + File.pathSeparator + Path.of(System.getProperty("sealmx.home"), "lib", "*"),
                main.getName()));
        return new Program(new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** Reads its output up to a line that begins with this. */
    Program await(String line) throws IOException {
        for (String next = output.readLine(); next != null; next = output.readLine()) {
            seen.append(next).append('\n');
            if (next.startsWith(line)) {
                return this;
            }
        }
        throw new IOException("it ended without saying '" + line + "': " + seen);
    }

    /** Waits until it ends; one that does not is killed after a while, and so has an exit code of its own. */
    int exitCode() throws IOException, InterruptedException {
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        output.lines().forEach(line -> seen.append(line).append('\n'));
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("it does not end: " + seen);
        }
        return process.exitValue();
    }

    /** Types this and ends the input. */
    void type(String text) throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends SIGTERM. */
    Program terminate() {
        // unlike Process.destroy, this leaves the output of the process readable
        process.toHandle().destroy();
        return this;
    }

    /** Sends SIGKILL, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Lets no file of it grow beyond this size in octets, as on a full disk: writes fail.
     *
     * @param size or {@code unlimited}
     */
    void limitFiles(String size) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=" + size + ":unlimited")
                .redirectErrorStream(true)
                .start();
        String problem = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (prlimit.waitFor() != 0) {
            throw new IOException(problem);
        }
    }

    /** Whether it runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Its output so far. */
    String said() {
        return seen.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
