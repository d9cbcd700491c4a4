package org.sealmx.directory.identity;

import org.sealmx.certificate.CertificateSource;

/**
 * Reads the certificates of an identity document. Implementations are total (whatever is wrong with a certificate is a
 * value), quick, since they are called for each route of each resolution, and safe for use by several threads.
 */
@FunctionalInterface
public interface MaterialReader {

    /**
     * Makes a source of the certificates of one document.
     *
     * @param material may be empty
     */
    CertificateSource read(CertificateMaterial material);
}
