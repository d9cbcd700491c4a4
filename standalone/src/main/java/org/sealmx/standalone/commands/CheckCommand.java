package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.CheckOptions;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.standalone.james.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the directory with the tool that also runs beside any James. Starts no server. */
@Command(
        name = "check",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = CheckOptions.DESCRIPTION,
        footer = {"", CheckOptions.EXIT_CODES, CheckOptions.EXIT_CODES_CONTINUED},
        exitCodeOnExecutionException = Commands.MISUSED)
public final class CheckCommand extends StandardCommand {

    private final Console console;

    @Mixin
    private final DirectoryOption directory = new DirectoryOption();

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Mixin
    private final CheckOptions options = new CheckOptions();

    @Option(
            names = "--lmtp-port",
            paramLabel = "N",
            converter = PortOptions.Port.class,
            description = "For --postfix: that of the server, if it is started with one.")
    private @Nullable Integer lmtpPort;

    /** @param console gets the report */
    public CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws OperatorException, IOException {
        List<String> words = new ArrayList<>(List.of("check"));
        words.addAll(options.words());
        if (lmtpPort != null) {
            Settings.applyLmtpPort(lmtpPort);
        }
        return new DirectoryTool(directory, shared, console).run(words, debug(), InputStream.nullInputStream());
    }
}
