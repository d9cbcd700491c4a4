package org.sealmx.directory.file;

import java.nio.file.Path;
import java.util.List;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;

/** Looks at every document of a directory file before it goes live. */
public final class FileCheck {

    private FileCheck() {}

    /**
     * Checks the file.
     *
     * @param file      the JSON array
     * @param documents is told of each; used for nothing else
     * @throws DirectoryConfigurationException when the file is missing, unreadable, too large or no JSON array
     */
    public static DirectoryReport run(Path file, DocumentCheck documents) throws DirectoryConfigurationException {
        IdentityFile.read(file, FileSettings.defaults().maxBytes(), documents::document);
        return documents.report(List.of("directory file " + file), true);
    }
}
