package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.demo.DemoAccounts;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.folder.Tools;
import org.sealmx.standalone.folder.WorkingDirectory;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.DirectoryFile;
import org.sealmx.standalone.james.Settings;

/**
 * Runs a tool on the directory that the options of a command name.
 *
 * @param directory where it is
 * @param shared the options of all commands that read the configuration
 * @param console gets the output
 */
record DirectoryTool(DirectoryOption directory, SharedOptions shared, Console console) {

    /**
     * Runs the tool.
     *
     * @param words its command line, without its folders
     * @param debug whether details are shown
     * @param in its standard input
     * @return its exit code
     */
    int run(List<String> words, boolean debug, InputStream in) throws OperatorException, IOException {
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
                directory.directory().isPresent() ? directory.directory().get() : demo(data, conf),
                shared.couchDbCredentials().value(System.getenv()));
        List<String> all = new ArrayList<>(words);
        // before the words, which may end with an address behind "--"
        all.addAll(1, List.of("--conf=" + conf, "--root=" + data));
        if (debug) {
            all.add(1, Commands.DEBUG);
        }
        try (Tools tools = Tools.of(installation)) {
            return tools.run(all, in, console.out(), console.errors());
        }
    }

    /** They need not exist when the configuration names a directory, which is then used. */
    private static Directory demo(Path data, Path conf) throws OperatorException {
        Directory.JsonFile demo = DemoAccounts.directoryIn(WorkingDirectory.demo(data));
        if (!Files.exists(demo.file()) && CouchDbCredentials.leavesDirectoryOpen(conf)) {
            throw new OperatorException("there is no directory; name one with --directory (an installation has it in"
                    + " sealmx.options), or start the server without one, which makes demo accounts");
        }
        return demo;
    }
}
