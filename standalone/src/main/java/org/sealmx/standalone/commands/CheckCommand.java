package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.CheckOptions;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
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

    /** @param console gets the report */
    public CheckCommand(Console console) {
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
        List<String> words = new ArrayList<>(List.of("check", "--conf=" + conf, "--root=" + data));
        words.addAll(options.words());
        if (debug()) {
            words.add(Commands.DEBUG);
        }
        try (Tools tools = Tools.of(installation)) {
            return tools.run(words, InputStream.nullInputStream(), console.out(), console.errors());
        }
    }
}
