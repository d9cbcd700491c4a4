package org.sealmx.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/**
 * Runs a picocli command as all of ours run: strictly, and with one line on standard error for an error. Options may
 * come before the name of the command as well as after it.
 */
public final class Commands {

    /** The exit code for a command line that makes no sense. */
    public static final int MISUSED = 2;
    /** Shows a stack trace after the line with the error. */
    public static final String DEBUG = "--debug";

    private Commands() {}

    /**
     * Runs a command.
     *
     * @param command the command with its subcommands; not used before
     * @param console gets the help, the version and errors
     * @param arguments the words of the command line
     * @return the exit code: that of the command; {@value #MISUSED} when the command line makes no sense; when the
     *     command fails, 1 or its {@code exitCodeOnExecutionException}
     */
    public static int run(CommandLine command, Console console, List<String> arguments) {
        boolean debug = arguments.contains(DEBUG);
        CommandLine line = command.setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                // Words has already checked this
                .setAllowOptionsAsOptionParameters(true)
                .setAllowSubcommandsAsOptionParameters(true)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setOut(console.writer())
                .setParameterExceptionHandler((problem, words) -> misused(problem, console, debug))
                .setExecutionExceptionHandler((problem, failed, result) -> {
                    // an unforeseen exception is reported with its stack trace
                    console.complain(problem, debug || problem instanceof RuntimeException);
                    return failed.getCommandSpec().exitCodeOnExecutionException();
                });
        try {
            List<String> words = new ArrayList<>(Words.arrange(line, arguments));
            return line.execute(words.toArray(String[]::new));
        } catch (ParameterException e) {
            return misused(e, console, debug);
        }
    }

    private static int misused(ParameterException problem, Console console, boolean debug) {
        console.complain(new OperatorException(Misuse.describe(problem), problem), debug);
        return MISUSED;
    }
}
