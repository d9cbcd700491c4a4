package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
import org.sealmx.cli.ExplainOptions;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains an address with the tool that also runs beside any James. Starts no server. */
@Command(
        name = "explain",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = ExplainOptions.DESCRIPTION,
        footer = {"", ExplainOptions.EXIT_CODES, ExplainOptions.EXIT_CODES_CONTINUED},
        exitCodeOnExecutionException = Commands.MISUSED)
public final class ExplainCommand extends StandardCommand {

    private final Console console;

    @Mixin
    private final DirectoryOption directory = new DirectoryOption();

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    /** @param console gets the explanation */
    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws OperatorException, IOException {
        List<String> words = new ArrayList<>(List.of("explain"));
        words.addAll(options.words());
        return new DirectoryTool(directory, shared, console).run(words, debug(), InputStream.nullInputStream());
    }
}
