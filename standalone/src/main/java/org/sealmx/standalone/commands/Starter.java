package org.sealmx.standalone.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.database.DatabaseLocation;
import org.sealmx.standalone.database.MailDatabase;
import org.sealmx.standalone.demo.DemoAccounts;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.folder.Tools;
import org.sealmx.standalone.folder.WorkingDirectory;
import org.sealmx.standalone.james.ConfigurationFiles;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.DirectoryFile;
import org.sealmx.standalone.james.DirectoryState;
import org.sealmx.standalone.james.Elsewhere;
import org.sealmx.standalone.james.HostName;
import org.sealmx.standalone.james.JamesServer;
import org.sealmx.standalone.james.Logins;
import org.sealmx.standalone.james.LookupPorts;
import org.sealmx.standalone.james.NextHopConfiguration;
import org.sealmx.standalone.james.PagePort;
import org.sealmx.standalone.james.Ports;
import org.sealmx.standalone.james.Readiness;
import org.sealmx.standalone.james.Settings;
import org.sealmx.standalone.james.WebAdminTokens;

/** Starts James and SealMX, and stops them when the program ends. It checks first everything that could be wrong. */
final class Starter {

    private final Console console;
    private final Shutdown shutdown;
    private final SharedOptions options;
    private final StoreOptions store;
    private final boolean debug;

    /**
     * @param options of the command
     * @param store where mail is kept
     * @param debug whether details and addresses are logged
     */
    Starter(Console console, Shutdown shutdown, SharedOptions options, StoreOptions store, boolean debug) {
        this.console = console;
        this.shutdown = shutdown;
        this.options = options;
        this.store = store;
        this.debug = debug;
    }

    /**
     * Starts the server.
     *
     * @param directory the identity documents; the demo accounts when null
     * @param imapPassword for every main identity of a directory file
     * @param lookups where Postfix looks recipients up
     * @param page where the page is
     * @param dataFolder where everything is written
     * @throws OperatorException when it does not start
     */
    Instance start(
            @Nullable Directory directory,
            Optional<String> imapPassword,
            Ports ports,
            LookupPorts lookups,
            PagePort page,
            Path dataFolder)
            throws OperatorException, IOException, InterruptedException {
        Installation installation = Installation.find();
        List<Path> jars = installation.extensionJars();
        Path conf = options.conf(installation);
        HostName.requireKnown();
        ConfigurationFiles.check(conf);
        if (directory instanceof Directory.JsonFile json) {
            DirectoryFile.requireReadable(json.file());
        }
        options.couchDbCredentials().requireEffect(directory instanceof Directory.CouchDb, conf);
        ports.requireDistinct();
        // The other instance would have the ports as well, and no other ports would help.
        WorkingDirectory.requireUnused(dataFolder);
        ports.requireFree();
        lookups.requireUsable(ports);
        page.requireUsable(ports, lookups);
        WorkingDirectory data = shutdown.closing(WorkingDirectory.prepare(dataFolder, jars));
        Optional<DatabaseLocation> location = store.location(data, System.getenv());
        boolean known = data.mailboxes().require(store.mailboxes());
        Path used = store.nextHop().isPresent()
                ? forNextHop(conf, data, store.nextHop().get())
                : conf;
        if (location.isEmpty()) {
            data.mailboxes().claim(store.mailboxes());
        }
        Settings settings = new Settings(
                options.domains(),
                directory == null ? DemoAccounts.directoryIn(data.demo()) : directory,
                options.couchDbCredentials().value(System.getenv()),
                ports,
                lookups,
                page,
                used,
                data.log(),
                data.temporary(),
                debug);
        settings.apply();
        Optional<DemoAccounts> demo = directory == null ? Optional.of(demo(installation, data)) : Optional.empty();
        Logins logins = logins(directory, imapPassword, demo);
        console.say("Starting James and SealMX");
        Optional<MailDatabase> database =
                location.isPresent() ? Optional.of(open(location.get(), data, known)) : Optional.empty();
        shutdown.closing(JamesServer.start(data, settings, logins, database));
        Readiness.require(ports, settings);
        return new Instance(
                settings,
                logins,
                WebAdminTokens.required(conf),
                store.nextHop(),
                Elsewhere.of(conf),
                database,
                demo,
                DirectoryState.problem(ports.webadmin()),
                options.words());
    }

    private static Path forNextHop(Path conf, WorkingDirectory data, String nextHop)
            throws OperatorException, IOException {
        Path copy = data.nextHopConfiguration();
        NextHopConfiguration.write(conf, copy, nextHop);
        return copy;
    }

    /**
     * The log is configured by now: the database writes to it.
     *
     * @param known whether mail of this folder has been kept in a database
     */
    private MailDatabase open(DatabaseLocation location, WorkingDirectory data, boolean known)
            throws OperatorException, IOException {
        if (known && location instanceof DatabaseLocation.Embedded embedded) {
            embedded.requirePresent();
        }
        MailDatabase database = shutdown.closing(MailDatabase.open(
                location, !known, id -> data.mailboxes().require(store.mailboxes(), id, location.toString())));
        data.mailboxes().claim(store.mailboxes(), database.id(), database.isNew(), location.toString());
        return database;
    }

    private DemoAccounts demo(Installation installation, WorkingDirectory data) throws OperatorException, IOException {
        Tools tools = shutdown.closing(Tools.of(installation));
        return DemoAccounts.create(data.demo(), options.domains(), tools, console);
    }

    private static Logins logins(
            @Nullable Directory directory, Optional<String> imapPassword, Optional<DemoAccounts> demo)
            throws OperatorException {
        if (demo.isPresent()) {
            Logins logins = demo.get().logins();
            return imapPassword
                    .map(password -> new Logins(logins.addresses(), password, true))
                    .orElse(logins);
        }
        return imapPassword.isPresent() && directory instanceof Directory.JsonFile json
                ? new Logins(DirectoryFile.mainAddresses(json.file()), imapPassword.get(), true)
                : new Logins(List.of(), "", false);
    }
}
