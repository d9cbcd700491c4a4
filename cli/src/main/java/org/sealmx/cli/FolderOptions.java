package org.sealmx.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that runs beside any James: where James has its files. Filled in by picocli. */
public final class FolderOptions {

    @Option(names = "--conf", paramLabel = "DIR", description = "James' configuration; default: conf.")
    private Path conf = Path.of("conf");

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "James' working directory, which contains var; default: the folder that contains conf.")
    private @Nullable Path root;

    /** The folders, absolute. */
    public JamesFolders folders() {
        Path absolute = absolute(conf);
        return root == null ? JamesFolders.around(absolute) : new JamesFolders(absolute(root), absolute);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
