package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.Console;
import org.sealmx.cli.DirectoryOptions.Verb;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.PassedOn;
import org.sealmx.cli.StandardCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Changes or lists the directory with the tool that also runs beside any James. Needs no server; one that runs sees the
 * change within about two seconds.
 */
@Command(abbreviateSynopsis = true, sortOptions = false)
public final class DirectoryCommand extends StandardCommand {

    private final Verb verb;
    private final PassedOn options;
    private final Console console;
    private final InputStream in;

    @Mixin
    private final DirectoryOption directory = new DirectoryOption();

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    private DirectoryCommand(Verb verb, PassedOn options, Console console, InputStream in) {
        this.verb = verb;
        this.options = options;
        this.console = console;
        this.in = in;
    }

    /**
     * A command.
     *
     * @param console gets what was done
     * @param in standard input, for a certificate
     */
    public static CommandLine line(Verb verb, Console console, InputStream in) {
        PassedOn options = verb.options();
        CommandLine line = new CommandLine(new DirectoryCommand(verb, options, console, in));
        CommandSpec spec = line.getCommandSpec();
        spec.name(verb.word()).addMixin("options", CommandSpec.forAnnotatedObject(options));
        spec.usageMessage().description(verb.description());
        return line;
    }

    @Override
    public Integer call() throws OperatorException, IOException {
        List<String> words = new ArrayList<>(List.of(verb.word()));
        words.addAll(options.words());
        return new DirectoryTool(directory, shared, console).run(words, debug(), in);
    }
}
