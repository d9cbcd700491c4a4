package org.sealmx.it.containers;

import java.io.IOException;
import java.nio.file.Path;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/** An unpacked tarball of a release, made of what has been built, without packing it first. */
final class ReleaseTree implements AutoCloseable {

    private static final String SCRIPT = """
            set -euo pipefail
            here=$1
            . "$here/.ci/needs.sh"
            . "$here/packaging/release/assemble.sh"
            umask 022
            version=$(project_version)
            SOURCE_DATE_EPOCH=$(release_time)
            export SOURCE_DATE_EPOCH LC_ALL=C
            put_program "$2/program"
            copy_tree "$here/packaging/licenses" "$2/program/licenses"
            put_tarball "$2/sealmx" "$2/program"
            rm -rf -- "$2/program"
            """;

    private final WorkFolder folder = new WorkFolder("containers");

    ReleaseTree() throws IOException, InterruptedException {
        Command.require(
                "bash",
                "-c",
                SCRIPT,
                "bash",
                ServerPaths.root().toAbsolutePath().toString(),
                folder.path().toString());
    }

    /** The folder with {@code bin}, {@code lib} and {@code james-conf}. */
    Path path() {
        return folder.resolve("sealmx");
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
