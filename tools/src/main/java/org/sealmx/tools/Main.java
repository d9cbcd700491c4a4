package org.sealmx.tools;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.Commands;
import org.sealmx.cli.CompletionCommand;
import org.sealmx.cli.Console;
import org.sealmx.cli.DirectoryOptions.Verb;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.tools.check.CheckCommand;
import org.sealmx.tools.demo.AccountsCommand;
import org.sealmx.tools.demo.OpenCommand;
import org.sealmx.tools.directory.DirectoryCommand;
import org.sealmx.tools.explain.ExplainCommand;
import org.sealmx.tools.log.HashCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The tools, which run beside any James. They need the extension jar and James on their class path:
 *
 * <pre>
 * java -cp 'sealmx-tools.jar:extensions-jars/*:james-server.jar:james-server.lib/*' org.sealmx.tools.Main check --conf conf
 * </pre>
 *
 * <p>{@code --help} lists the commands. Exit codes: see {@link Commands#run} and {@link CheckCommand}.
 */
@Command(name = "sealmx-tools", description = "Programs for operators of SealMX.", abbreviateSynopsis = true)
public final class Main extends StandardCommand {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs a tool and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.in, System.out, System.err));
    }

    /**
     * As {@link #main}, for a caller in the same process.
     *
     * @param arguments the words of the command line
     * @param in standard input
     * @param out gets the output of the tool
     * @param errors gets one line for an error
     * @return the exit code; {@value Commands#MISUSED} when the class path lacks something
     */
    public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream errors) {
        Console console = new Console(out, errors);
        try {
            CommandLine line = new CommandLine(new Main())
                    .addSubcommand(new CheckCommand(out, errors))
                    .addSubcommand(new ExplainCommand(out))
                    .addSubcommand(new AccountsCommand(out))
                    .addSubcommand(new OpenCommand(in, out))
                    .addSubcommand(new HashCommand(out))
                    .addSubcommand(new CompletionCommand());
            for (Verb verb : Verb.values()) {
                line.addSubcommand(verb.word(), DirectoryCommand.line(verb, in, console));
            }
            return Commands.run(line, console, arguments);
        } catch (LinkageError e) {
            console.complain(
                    new OperatorException(
                            "the class path needs the extension jar of the same version as the tools, and the jars of"
                                    + " James; it lacks " + e.getMessage(),
                            e),
                    arguments.contains(Commands.DEBUG));
            return Commands.MISUSED;
        }
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(
                line,
                "name a command, one of "
                        + String.join(", ", line.getSubcommands().keySet()) + "; see --help");
    }
}
