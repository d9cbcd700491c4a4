package org.sealmx.server.guice;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.config.StateFiles;

/** Resolves the URLs of files in the configuration as James does. */
public final class Paths {

    private Paths() {}

    /**
     * The file of a URL; it need not exist.
     *
     * @throws StartUpException when the URL names no file
     */
    public static Path of(FileSystem files, String url) {
        try {
            return files.getFile(url).toPath();
        } catch (FileNotFoundException e) {
            throw new StartUpException("sealmx.properties: " + url + " is not a file: " + e.getMessage(), e);
        }
    }

    /** A file to be written; its folder is created when it is missing. */
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
