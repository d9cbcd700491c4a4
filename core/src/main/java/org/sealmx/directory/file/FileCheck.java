package org.sealmx.directory.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;

/** Checks every document of a directory file before it goes live. */
public final class FileCheck {

    private FileCheck() {}

    /**
     * Reads the file.
     *
     * @param file the JSON array
     * @param documents checks each document
     * @return a look-up that finds the same documents as a server with this file; without certificates
     * @throws DirectoryConfigurationException when the file is missing, unreadable or too large, or is not a regular
     *     file or not a JSON array
     */
    public static IdentityLookup read(Path file, DocumentCheck documents) throws DirectoryConfigurationException {
        List<IdentityDocument> found = new ArrayList<>();
        IdentityFile.read(file, IdentityFile.MAX_BYTES, document -> documents
                .document(document)
                .ifPresent(found::add));
        Snapshot content = Snapshot.first(new FileContent(found, List.of()), FileCheck::unread);
        content.doubt().ifPresent(documents::doubt);
        return content;
    }

    /**
     * Reads the file without a check.
     *
     * @param file the JSON array
     * @return a look-up that finds the same documents as a server with this file; without certificates
     * @throws DirectoryConfigurationException as {@link #read}
     */
    public static IdentityLookup lookUp(Path file) throws DirectoryConfigurationException {
        return Snapshot.first(IdentityFile.read(file, IdentityFile.MAX_BYTES), FileCheck::unread);
    }

    /** The lines of a report that describe the file. */
    public static List<String> about(Path file) {
        return List.of("directory file " + file);
    }

    private static CertificateSource unread(CertificateMaterial material) {
        return at -> new CertificateEvaluation.Absent();
    }
}
