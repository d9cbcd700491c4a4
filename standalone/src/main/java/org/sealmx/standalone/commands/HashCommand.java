package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.folder.Tools;
import org.sealmx.standalone.folder.WorkingDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the hash that the log of outcomes has for an address, with the tool that also runs beside any James. */
@Command(
        name = "hash",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Print what the log of outcomes has for an address, to search for one person's mail.",
        footer = {
            "",
            "grep \"to=$(${sys:sealmx.shown.program:-./run.sh} hash alice@example.org)\" ${sys:sealmx.shown.log:-run/log/outcomes.log}"
        })
public final class HashCommand extends StandardCommand {

    private final Console console;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "As written in RCPT; letter case does not matter.")
    private String address = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the server writes everything; default: ${sys:sealmx.shown.data:-run in this folder}.")
    private @Nullable Path data;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key, if log-hash-key of sealmx.properties names another; default: below --data.")
    private @Nullable Path key;

    /** @param console gets the hash */
    public HashCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws OperatorException, IOException {
        Path folder = data == null ? Path.of(System.getProperty("sealmx.data", "run")) : data;
        Path secret = key == null ? WorkingDirectory.logHashKey(folder) : key;
        List<String> words = new ArrayList<>(
                List.of("hash", "--key=" + secret.toAbsolutePath().normalize()));
        if (debug()) {
            words.add(Commands.DEBUG);
        }
        words.addAll(List.of("--", address));
        try (Tools tools = Tools.of(Installation.find())) {
            return tools.run(words, InputStream.nullInputStream(), console.out(), console.errors());
        }
    }
}
