package org.sealmx.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * James and SealMX, running.
 *
 * @param settings what they run with
 * @param logins   who can log in with IMAP
 * @param demo     the demo accounts, unless the operator named a directory
 */
record Instance(Settings settings, Logins logins, Optional<DemoAccounts> demo) {

    /** Starts it, and has it stopped when the program ends. */
    static Instance start(Options options, Ports ports, Path dataFolder, Console console, Shutdown shutdown)
            throws OperatorException, IOException {
        Installation installation = Installation.find();
        List<Path> jars = installation.extensionJars();
        Path conf = options.conf().orElseGet(installation::conf);
        HostName.requireKnown();
        ConfigurationFiles.check(conf);
        if (options.directory().orElse(null) instanceof DirectorySource.JsonFile directory) {
            DirectoryFile.requireReadable(directory.file());
        }
        CouchDbOptions.requireEffect(options, conf);
        ports.requireDistinct();
        ports.requireFree();
        WorkingDirectory data = shutdown.closing(WorkingDirectory.prepare(dataFolder, jars));
        Settings settings = new Settings(
                options.domainsOrDefault(),
                options.directory().orElseGet(() -> DemoAccounts.directoryIn(data.demo())),
                CouchDbOptions.credentials(options, System.getenv()),
                ports,
                conf,
                data.log(),
                data.temporary(),
                options.debug());
        settings.apply();
        Optional<DemoAccounts> demo = demo(options, settings, data, jars, console, shutdown);
        Logins logins = logins(options, settings, demo);
        console.say("Starting James and SealMX");
        shutdown.closing(JamesServer.start(data, settings, logins));
        Readiness.require(ports, settings);
        return new Instance(settings, logins, demo);
    }

    private static Optional<DemoAccounts> demo(
            Options options,
            Settings settings,
            WorkingDirectory data,
            List<Path> jars,
            Console console,
            Shutdown shutdown)
            throws OperatorException, IOException {
        if (options.directory().isPresent()) {
            return Optional.empty();
        }
        DemoAccounts demo =
                new DemoAccounts(data.demo(), settings.domains().get(0), shutdown.closing(DemoTools.in(jars)));
        demo.create(settings.domains(), console);
        return Optional.of(demo);
    }

    private static Logins logins(Options options, Settings settings, Optional<DemoAccounts> demo)
            throws OperatorException {
        if (options.imapPassword().isPresent() && settings.directory() instanceof DirectorySource.JsonFile directory) {
            return new Logins(
                    DirectoryFile.mainAddresses(directory.file()),
                    options.imapPassword().get());
        }
        return demo.map(DemoAccounts::logins).orElseGet(() -> new Logins(List.of(), ""));
    }
}
