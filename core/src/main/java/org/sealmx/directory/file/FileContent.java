package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.IdentityDocument;

/**
 * The parsed content of the file.
 *
 * @param documents the identity documents in their order, including those that are broken
 * @param certificates what the documents say about client certificates
 */
@Immutable
record FileContent(List<IdentityDocument> documents, List<CertificateRegistration> certificates) {

    /** Copies the lists. */
    FileContent {
        documents = List.copyOf(documents);
        certificates = List.copyOf(certificates);
    }
}
