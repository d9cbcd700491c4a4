package org.sealmx.it.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.Shutdown;
import org.sealmx.it.harness.WorkFolder;

/**
 * What {@code release.sh} makes of what has been built. It is made once for the run.
 *
 * @param folder where everything is
 */
record Release(Path folder) {

    private static final Release SHARED = new Release(make());

    static Release shared() {
        return SHARED;
    }

    private static Path make() {
        try {
            WorkFolder folder = new WorkFolder("release");
            Shutdown.close(folder);
            // an ordinary user is to run what is in it
            Command.require("chmod", "755", folder.path().toString());
            Path output = Files.createDirectory(folder.resolve("output"));
            assemble(output, List.of());
            Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
            Command.require("tar", "-xzf", file(output, ".tar.gz").toString(), "-C", unpacked.toString());
            Command.require(
                    "dpkg-deb",
                    "--raw-extract",
                    file(output, ".deb").toString(),
                    folder.resolve("package").toString());
            return folder.path();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts the release together in a folder. */
    static void assemble(Path output, List<String> wrapper) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(List.of(
                ServerPaths.root().resolve("release.sh").toString(), "--no-build", "--output", output.toString()));
        Command.require(new byte[0], words);
    }

    /** The files that are handed out. */
    Path output() {
        return folder.resolve("output");
    }

    /** The Debian package. */
    Path debianPackage() throws IOException {
        return file(output(), ".deb");
    }

    /** What is in the Debian package; {@code DEBIAN} has its control files. */
    Path packageTree() {
        return folder.resolve("package");
    }

    /** What is in the tarball. */
    Path tarballTree() throws IOException {
        try (Stream<Path> trees = Files.list(folder.resolve("unpacked"))) {
            return trees.findFirst().orElseThrow();
        }
    }

    /** The only file in a folder whose name ends like this. */
    static Path file(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            if (found.size() != 1) {
                throw new IOException(found + " should be one file " + ending);
            }
            return found.get(0);
        }
    }
}
