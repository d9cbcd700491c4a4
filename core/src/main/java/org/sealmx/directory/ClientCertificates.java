package org.sealmx.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * Which client certificates may be used to submit mail. Implementations are safe for use by several threads. Every
 * implementation passes the tests of {@code ClientCertificatesContract}.
 */
public interface ClientCertificates {

    /**
     * The certificate of a fingerprint.
     *
     * @param fingerprint as the client's TLS connection shows it
     * @param at when it is used
     * @return empty when nobody has registered it, when it has expired or was withdrawn, and when its account is
     *     disabled or gone
     * @throws DirectoryUnavailableException when the directory cannot answer now, or its only document that has the
     *     fingerprint is broken; nothing is known about the fingerprint then
     */
    Optional<ClientCertificate> find(CertificateFingerprint fingerprint, Instant at)
            throws DirectoryUnavailableException;
}
