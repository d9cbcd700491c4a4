package org.sealmx.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * James and SealMX, running.
 *
 * @param settings what they run with
 */
record Instance(Settings settings) {

    /** Starts it, and has it stopped at the end of the program. */
    static Instance start(Options options, Console console, Shutdown shutdown) throws OperatorException {
        Installation installation = Installation.find();
        Path conf = options.conf().orElseGet(installation::conf);
        Installation.requireComplete(conf);
        Ports ports = Ports.of(options);
        ports.requireDistinct();
        ports.requireFree();
        WorkingDirectory data = shutdown.closing(WorkingDirectory.prepare(
                options.data().orElseGet(() -> Path.of("run").toAbsolutePath()), installation.extensionJars()));
        Path directory = options.directory().orElseGet(() -> data.demo().resolve("directory.json"));
        if (options.directory().isPresent() && !Files.isReadable(directory)) {
            throw new OperatorException(
                    "--directory: cannot read " + directory + "; name a JSON file of identity documents");
        }
        Settings settings = new Settings(
                options.domainsOrDefault(), directory, ports, conf, data.log(), data.temporary(), options.debug());
        settings.apply();
        console.say("Starting James " + Version.JAMES + " with SealMX, log in " + settings.log());
        shutdown.closing(JamesServer.start(data, settings, new Logins(java.util.List.of(), "")));
        Readiness.require(ports, settings);
        console.say("SealMX is ready (" + console.elapsed() + ")");
        return new Instance(settings);
    }
}
