package org.sealmx.directory.file;

import java.util.List;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.IdentityDocument;

/**
 * What the file says. Immutable.
 *
 * @param documents the identity documents in their order, those that are broken each by itself among them
 * @param certificates what they say about client certificates
 */
record FileContent(List<IdentityDocument> documents, List<CertificateRegistration> certificates) {

    /** Takes copies. */
    FileContent {
        documents = List.copyOf(documents);
        certificates = List.copyOf(certificates);
    }
}
