package org.sealmx.cli;

import picocli.CommandLine.Option;

/** The options that every command has. Filled in by picocli. */
public final class StandardOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(names = Commands.DEBUG, description = "Log more, addresses included; show stack traces.")
    private boolean debug;

    /** Whether details and stack traces are wanted. */
    public boolean debug() {
        return debug;
    }

    /** Whether the command is only to explain itself, which picocli does. */
    public boolean explains() {
        return help || version;
    }
}
