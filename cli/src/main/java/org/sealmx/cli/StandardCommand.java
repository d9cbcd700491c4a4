package org.sealmx.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A command with the options that every command has: {@code --help}, {@code --version} and {@code --debug}. Filled in
 * by picocli.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public abstract class StandardCommand implements Callable<Integer> {

    @Option(names = Commands.DEBUG, description = "Log more, addresses included; show stack traces.")
    private boolean debug;

    /** Whether details and stack traces are shown. */
    protected final boolean debug() {
        return debug;
    }
}
