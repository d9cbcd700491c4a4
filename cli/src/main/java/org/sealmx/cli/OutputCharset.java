package org.sealmx.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** What standard output can show. */
public final class OutputCharset {

    private OutputCharset() {}

    /** Whether standard output has all of these characters. */
    public static boolean shows(String characters) {
        return charset().newEncoder().canEncode(characters);
    }

    /** Since Java 18 in a property of its own; before, in one that is not documented, or else the default. */
    private static Charset charset() {
        String name = System.getProperty(
                "stdout.encoding",
                System.getProperty(
                        "sun.stdout.encoding", Charset.defaultCharset().name()));
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.US_ASCII;
        }
    }
}
