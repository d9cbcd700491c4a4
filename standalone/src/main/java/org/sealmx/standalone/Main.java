package org.sealmx.standalone;

import java.io.InputStream;
import java.util.List;
import org.sealmx.cli.Commands;
import org.sealmx.cli.CompletionCommand;
import org.sealmx.cli.Console;
import org.sealmx.cli.DirectoryOptions.Verb;
import org.sealmx.standalone.commands.CheckCommand;
import org.sealmx.standalone.commands.DemoCommand;
import org.sealmx.standalone.commands.DirectoryCommand;
import org.sealmx.standalone.commands.ExplainCommand;
import org.sealmx.standalone.commands.HashCommand;
import org.sealmx.standalone.commands.RunCommand;
import org.sealmx.standalone.commands.SendCommand;
import org.sealmx.standalone.commands.Shutdown;
import org.sealmx.standalone.folder.Installation;
import picocli.CommandLine;

/** Runs James with SealMX. {@code --help} explains how. */
public final class Main {

    private Main() {}

    /**
     * Exits with 0, with 2 for a command line that makes no sense, or with 1 for any other error. The command
     * {@code check} exits with 1 when the directory has problems, with 2 when it cannot be checked, and with 3 when a
     * certificate expires soon. After a signal: see {@link Shutdown}.
     */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err);
        Shutdown shutdown = new Shutdown(console).atTheEnd();
        shutdown.exit(Commands.run(commandLine(console, shutdown, System.in), console, List.of(arguments)));
    }

    /** All commands. */
    static CommandLine commandLine(Console console, Shutdown shutdown, InputStream in) {
        CommandLine line = new CommandLine(new RunCommand(console, shutdown))
                .addSubcommand(new DemoCommand(console, shutdown))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new SendCommand(console, in))
                .addSubcommand(new HashCommand(console))
                .addSubcommand(new CompletionCommand());
        line.setCommandName(Installation.program());
        for (Verb verb : Verb.values()) {
            line.addSubcommand(verb.word(), DirectoryCommand.line(verb, console, in));
        }
        return line;
    }
}
