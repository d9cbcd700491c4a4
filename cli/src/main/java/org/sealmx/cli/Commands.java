package org.sealmx.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/**
 * Runs a command of picocli as all of ours are run: strictly, with one line on standard error for what is wrong.
 * Options may be given before the word of a command as well as after it.
 */
public final class Commands {

    /** The exit code for a command line that makes no sense. */
    public static final int MISUSED = 2;
    /** Has a stack trace shown after the line that says what is wrong. */
    public static final String DEBUG = "--debug";

    private Commands() {}

    /**
     * Runs a command.
     *
     * @param command with the commands below it; not used before
     * @param console gets the help, the version and what is wrong
     * @param arguments the words of the command line
     * @return the exit code: that of the command; {@value #MISUSED} when the command line makes no sense; when the
     *     command fails, 1 or what the command says ({@code exitCodeOnExecutionException})
     */
    public static int run(CommandLine command, Console console, List<String> arguments) {
        boolean debug = arguments.contains(DEBUG);
        CommandLine line = command.setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                // Words has seen to that
                .setAllowOptionsAsOptionParameters(true)
                .setAllowSubcommandsAsOptionParameters(true)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setOut(console.writer())
                .setParameterExceptionHandler((problem, words) -> misused(problem, console, debug))
                .setExecutionExceptionHandler((problem, failed, result) -> {
                    // what nobody has foreseen is to be reported with its trace
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
