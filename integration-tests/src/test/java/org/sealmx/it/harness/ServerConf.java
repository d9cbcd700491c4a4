package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of the shipped configuration that a test may change. */
public final class ServerConf {

    private final Path folder;

    /** Copies the shipped configuration into a folder. */
    public ServerConf(Path parent) throws IOException {
        folder = Files.createDirectory(parent.resolve("conf"));
        for (Path file : WorkFolder.filesBelow(ServerPaths.conf()).toList()) {
            Path copy = folder.resolve(ServerPaths.conf().relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** The copy. */
    public Path folder() {
        return folder;
    }

    /** The text of a file. */
    public String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** Replaces a whole file, or creates a new one. */
    public ServerConf write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    /** Adds lines to the end of a file. */
    public ServerConf append(String file, String lines) throws IOException {
        return write(file, read(file) + "\n" + lines + "\n");
    }

    /**
     * Replaces the first match of a pattern in a file.
     *
     * @throws AssertionError when there is no match, since the test would then test the wrong thing
     */
    public ServerConf replace(String file, String pattern, String replacement) throws IOException {
        String before = read(file);
        String after = before.replaceFirst(pattern, replacement);
        if (after.equals(before)) {
            throw new AssertionError(file + " holds nothing like " + pattern + ":\n" + before);
        }
        return write(file, after);
    }
}
