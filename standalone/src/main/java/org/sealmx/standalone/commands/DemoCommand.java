package org.sealmx.standalone.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.standalone.demo.Demo;
import org.sealmx.standalone.james.LookupPorts;
import org.sealmx.standalone.james.PagePort;
import org.sealmx.standalone.james.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the server on free ports, shows what it does with one message, and stops. */
@Command(
        name = "demo",
        abbreviateSynopsis = true,
        sortOptions = false,
        description =
                "Start, on free ports unless they are given, deliver a message, show what is stored, open it with the"
                        + " demo key, stop.")
public final class DemoCommand extends StandardCommand {

    private final Console console;
    private final Shutdown shutdown;

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Mixin
    private final PortOptions ports = new PortOptions();

    @Option(names = "--directory", hidden = true)
    private @Nullable String directory;

    @Option(names = "--imap-password", hidden = true)
    private @Nullable String imapPassword;

    /**
     * @param console gets what is shown
     * @param shutdown stops the server
     */
    public DemoCommand(Console console, Shutdown shutdown) {
        this.console = console;
        this.shutdown = shutdown;
    }

    @Override
    public Integer call() throws OperatorException, IOException, InterruptedException {
        if (directory != null || imapPassword != null) {
            throw shared.misuse("demo makes its own accounts: leave out --directory and --imap-password");
        }
        shared.requireSense(false);
        Path own = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("sealmx-demo-" + ProcessHandle.current().pid());
        Instance instance = new Starter(console, shutdown, shared, StoreOptions.memory(), debug())
                .start(
                        null,
                        Optional.empty(),
                        ports.orElse(Ports.free()),
                        LookupPorts.UNSET,
                        PagePort.UNSET,
                        shared.hasData() ? shared.data() : own);
        new Demo(console).show(instance.settings().ports(), instance.demo().orElseThrow());
        if (!shared.hasData()) {
            shutdown.deleteAtLast(own);
        }
        return 0;
    }
}
