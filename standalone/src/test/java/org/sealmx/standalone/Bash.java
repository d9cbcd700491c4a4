package org.sealmx.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs pieces of the project's shell scripts in the project's folder. */
final class Bash {

    private static final long PATIENCE_SECONDS = 60;

    private Bash() {}

    /**
     * The result of a script.
     *
     * @param exitCode 0 if it succeeded
     * @param output its output, including standard error
     */
    record Result(int exitCode, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    /** Runs a script that sources files of the project by their relative names. */
    static Result run(String script, List<String> arguments) throws IOException, InterruptedException {
        return run(script, arguments, Map.of());
    }

    /** As above, with variables of the environment added or replaced. */
    static Result run(String script, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("/bin/bash", "-euo", "pipefail", "-c", script, "bash"));
        words.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(project().toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("it does not end: " + output);
        }
        return new Result(process.exitValue(), output);
    }

    /** The folder with {@code run.sh}; tests run in the folder of their module. */
    static Path project() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
