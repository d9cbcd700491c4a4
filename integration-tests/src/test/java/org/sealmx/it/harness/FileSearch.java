package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for a text in everything below a folder: in the contents of files and in their names. */
public final class FileSearch {

    private FileSearch() {}

    /** The files whose contents or paths contain the text. */
    public static List<Path> filesWith(Path folder, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : WorkFolder.filesBelow(folder).toList()) {
            if (file.toString().contains(text) || Octets.indexOf(Files.readAllBytes(file), text, 0) >= 0) {
                found.add(file);
            }
        }
        return found;
    }
}
