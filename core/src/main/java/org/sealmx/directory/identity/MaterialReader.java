package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.certificate.CertificateSource;

/**
 * Reads the certificates of an identity document. Implementations are total: any fault of a certificate is returned as
 * a value; and quick, since they are called for each route of each resolution.
 */
@Immutable
@FunctionalInterface
public interface MaterialReader {

    /**
     * Turns the key material of one document into a source of certificates.
     *
     * @param material may be empty
     */
    CertificateSource read(CertificateMaterial material);
}
