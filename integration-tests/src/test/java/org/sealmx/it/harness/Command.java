package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, within a time limit. */
public final class Command {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * The result of a program.
     *
     * @param exitCode its exit code
     * @param output its standard output
     * @param errors its standard error
     */
    @SuppressWarnings("ArrayRecordComponent") // read once by the caller, never compared
    public record Result(int exitCode, byte[] output, String errors) {
        /** The standard output as text. */
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    private Command() {}

    /** Runs the program with nothing on its standard input. */
    public static Result run(String... words) throws IOException, InterruptedException {
        return run(new byte[0], List.of(words));
    }

    /** Runs the program with these bytes on its standard input. */
    public static Result run(byte[] input, List<String> words) throws IOException, InterruptedException {
        return run(LIMIT, input, words);
    }

    /** As above, with another limit. */
    public static Result run(Duration limit, byte[] input, List<String> words)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("sealmx-in", "");
        Path out = Files.createTempFile("sealmx-out", "");
        Path err = Files.createTempFile("sealmx-err", "");
        try {
            Files.write(in, input);
            Process process = new ProcessBuilder(words)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(words.get(0) + " did not end within " + limit);
            }
            return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * Runs the program and returns its standard output.
     *
     * @throws IOException when its exit code is not 0; the message contains its standard error
     */
    public static byte[] require(byte[] input, List<String> words) throws IOException, InterruptedException {
        return require(LIMIT, input, words);
    }

    /** As above, with another limit. */
    public static byte[] require(Duration limit, byte[] input, List<String> words)
            throws IOException, InterruptedException {
        Result result = run(limit, input, words);
        if (result.exitCode() != 0) {
            throw new IOException(
                    String.join(" ", words) + " ended with " + result.exitCode() + ": " + result.errors());
        }
        return result.output();
    }

    /** As {@link #require(byte[], List)}, with nothing on the standard input. */
    public static byte[] require(String... words) throws IOException, InterruptedException {
        return require(new byte[0], List.of(words));
    }
}
