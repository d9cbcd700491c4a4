package org.sealmx.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of an explanation, for the command lines of the tools and of {@code run.sh}. Filled in by picocli. */
public final class ExplainOptions {

    /** What the command does, for its help. */
    public static final String DESCRIPTION =
            "Explain what becomes of mail for an address, and why: each step, each certificate, the replies.";
    /** The exit codes, for the end of the help; {@link #EXIT_CODES_CONTINUED} follows. */
    public static final String EXIT_CODES =
            "Exits with 0 when RCPT accepts the address, 1 when it does not, 2 when that";
    /** The line after {@link #EXIT_CODES}. */
    public static final String EXIT_CODES_CONTINUED = "cannot be said.";

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "As written in RCPT.")
    private String address = "";

    @Option(
            names = "--sender",
            paramLabel = "ADDRESS",
            description = "The sender of the envelope; default: the null sender <>, who may write to everybody.")
    private String sender = "";

    @Option(names = "--json", description = "Explain in JSON.")
    private boolean json;

    @Option(names = "--ascii", description = "Draw in ASCII, as on a terminal without Unicode.")
    private boolean ascii;

    /** The address as it was written. */
    public String address() {
        return address;
    }

    /** The sender as it was written; empty without one. */
    public String sender() {
        return sender;
    }

    /** Whether the explanation is in JSON. */
    public boolean json() {
        return json;
    }

    /** Whether the drawing is in ASCII whatever the terminal can show. */
    public boolean ascii() {
        return ascii;
    }

    /** These options as words of a command line; the address comes last, after a word that ends the options. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (!sender.isEmpty()) {
            words.add("--sender=" + sender);
        }
        if (json) {
            words.add("--json");
        }
        if (ascii) {
            words.add("--ascii");
        }
        words.add("--");
        words.add(address);
        return words;
    }
}
