package org.sealmx.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * An input for which a property does not hold.
 *
 * @param target the name of the target
 * @param seed the seed from which the target makes the original input
 * @param problem the problem in words, with the place in the code
 * @param input the octets, minimized where possible
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Finding(String target, long seed, String problem, byte[] input) {

    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();
    private static final int SHOWN = 200;
    private static final int FRAMES = 12;
    private static final int LONGEST = 600;

    /** The exception as one text. */
    static String describe(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown.getClass().getName() + ": " + message.substring(0, Math.min(message.length(), LONGEST))
                + stack(thrown.getStackTrace());
    }

    /** The top of a stack as one text. */
    static String stack(StackTraceElement... frames) {
        return Arrays.stream(frames)
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }

    /** A name for the failure, so that each is reported once: the exception, and the first place in our code. */
    static String kind(Throwable thrown) {
        return thrown.getClass().getName()
                + Arrays.stream(thrown.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("org.sealmx."))
                        .findFirst()
                        .map(StackTraceElement::toString)
                        .orElse("");
    }

    /** Saves the input as a file below {@code target/}, and returns a full report. */
    String report() {
        String hex = HexFormat.of().formatHex(input, 0, Math.min(input.length, SHOWN));
        return target + ": " + problem + "\n  input of " + input.length + " octets" + kept() + ": " + hex
                + (input.length > SHOWN ? "…" : "") + "\n  again: -D" + Replay.PROPERTY + "=" + target + ":" + seed
                + " for the input as it was made, or =" + file() + " for the smaller one";
    }

    private Path file() {
        return FOLDER.resolve(target + "-" + Integer.toHexString(Arrays.hashCode(input)) + ".bin");
    }

    private String kept() {
        try {
            Files.createDirectories(FOLDER);
            Files.write(file(), input);
            return " in " + file();
        } catch (IOException e) {
            return " (not kept in a file: " + e.getMessage() + ")";
        }
    }
}
