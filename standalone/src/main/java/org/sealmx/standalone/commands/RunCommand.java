package org.sealmx.standalone.commands;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.standalone.james.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the server and runs until SIGTERM: {@code run.sh} without a command. */
@Command(
        name = "./run.sh",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Runs Apache James 3.8.1 with SealMX in it: mail comes in by LMTP, is sealed with the recipient's"
                    + " certificate, and is read with IMAP. Without a command it runs until Ctrl-C or SIGTERM.",
            ""
        },
        footer = {"", "Each command has a --help of its own.", "Every port is on 127.0.0.1."})
public final class RunCommand extends StandardCommand {

    private final Console console;
    private final Shutdown shutdown;

    @Mixin
    private final DirectoryOption directory = new DirectoryOption();

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final PortOptions ports = new PortOptions();

    @Mixin
    private final PageOption page = new PageOption();

    @Mixin
    private final LookupOptions lookups = new LookupOptions();

    @Option(
            names = "--imap-password",
            paramLabel = "PW",
            description =
                    "Give every main identity of the directory file an IMAP login with this password at each"
                            + " start, for tests; new demo accounts get the password demo; for CouchDB make logins with webadmin: PUT /users/ADDRESS.")
    private @Nullable String imapPassword;

    /**
     * @param console shows what runs where
     * @param shutdown stops it
     */
    public RunCommand(Console console, Shutdown shutdown) {
        this.console = console;
        this.shutdown = shutdown;
    }

    @Override
    public Integer call() throws OperatorException, IOException, InterruptedException {
        if (directory.isCouchDb() && imapPassword != null) {
            throw shared.misuse("--imap-password makes logins for a directory that is a file; with CouchDB make them"
                    + " with webadmin: PUT /users/ADDRESS with {\"password\":\"...\"} as application/json");
        }
        shared.requireSense(directory.isCouchDb());
        store.requireSense();
        shutdown.endsBySignal();
        Instance instance = new Starter(console, shutdown, shared, store, debug())
                .start(
                        directory.directory().orElse(null),
                        Optional.ofNullable(imapPassword),
                        ports.orElse(Ports.USUAL),
                        lookups.ports(),
                        page.port(),
                        shared.data());
        new Welcome(console).show(instance);
        new CountDownLatch(1).await();
        return 0;
    }
}
