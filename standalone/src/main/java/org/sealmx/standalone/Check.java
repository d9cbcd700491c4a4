package org.sealmx.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;

/** Looks over the directory with the program in the extension jar, which does the same beside any James. Starts no server. */
final class Check {

    private static final String PROGRAM = "org.sealmx.tools.check.CheckMain";

    private Check() {}

    /**
     * Prints a report.
     *
     * @param data the folder with the demo accounts, which are checked when no directory was named
     * @return 0 when all is well, 1 when something is wrong with the directory, 2 when it cannot be looked at, 3 when nothing is wrong but
     *         that a certificate expires soon
     * @throws OperatorException when the options make no sense
     */
    static int run(Options options, Path data, PrintStream out, PrintStream errors)
            throws OperatorException, IOException {
        Installation installation = Installation.find();
        Path conf = options.conf().orElseGet(installation::conf);
        if (options.directory().orElse(null) instanceof DirectorySource.JsonFile directory) {
            DirectoryFile.requireReadable(directory.file());
        }
        CouchDbOptions.requireEffect(options, conf);
        Settings.applyDirectory(
                options.domainsOrDefault(),
                options.directory().orElseGet(() -> DemoAccounts.directoryIn(WorkingDirectory.demo(data))),
                CouchDbOptions.credentials(options, System.getenv()));
        try (ExtensionCode code = ExtensionCode.in(installation.extensionJars())) {
            Object status = code.call(
                    "the check failed: ",
                    PROGRAM,
                    "run",
                    List.of(JamesDirectoriesProvider.class, List.class, PrintStream.class, PrintStream.class),
                    WorkingDirectory.forJames(data, conf),
                    options.checkOptions(),
                    out,
                    errors);
            return (Integer) status;
        }
    }
}
