package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
import org.sealmx.cli.ExplainOptions;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.standalone.demo.DemoAccounts;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.folder.Tools;
import org.sealmx.standalone.folder.WorkingDirectory;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.DirectoryFile;
import org.sealmx.standalone.james.Settings;
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
        shared.requireSense(directory.isCouchDb());
        Installation installation = Installation.find();
        Path conf = shared.conf(installation);
        Path data = shared.data();
        if (directory.directory().orElse(null) instanceof Directory.JsonFile json) {
            DirectoryFile.requireReadable(json.file());
        }
        shared.couchDbCredentials().requireEffect(directory.isCouchDb(), conf);
        Settings.applyDirectory(
                shared.domains(),
                directory.directory().orElseGet(() -> DemoAccounts.directoryIn(WorkingDirectory.demo(data))),
                shared.couchDbCredentials().value(System.getenv()));
        List<String> words = new ArrayList<>(List.of("explain", "--conf=" + conf, "--root=" + data));
        if (debug()) {
            words.add(Commands.DEBUG);
        }
        words.addAll(options.words());
        try (Tools tools = Tools.of(installation)) {
            return tools.run(words, InputStream.nullInputStream(), console.out(), console.errors());
        }
    }
}
