package org.sealmx.server.guice;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.config.StateFiles;

/** Files that the configuration names by URL, as James resolves them. */
public final class Paths {

    private Paths() {}

    /**
     * A file that is there, or will be.
     *
     * @throws StartUpException when the URL names no file
     */
    public static Path of(FileSystem files, String url) {
        try {
            return files.getFile(url).toPath();
        } catch (FileNotFoundException e) {
            throw new StartUpException("sealmx.properties: " + url + " is no file: " + e.getMessage(), e);
        }
    }

    /** A file that is written: its folder is made when it is missing. */
    static Path writable(FileSystem files, String url) {
        Path file = of(files, url);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw StateFiles.cannotWrite(file, e);
        }
        return file;
    }
}
