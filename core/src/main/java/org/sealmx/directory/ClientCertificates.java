package org.sealmx.directory;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.util.Optional;

/**
 * The client certificates that may be used to submit mail. Implementations pass the tests of
 * {@code ClientCertificatesContract}.
 */
@ThreadSafe
public interface ClientCertificates {

    /**
     * Finds the certificate that has a fingerprint.
     *
     * @param fingerprint of the certificate that the client presents in TLS
     * @param at when it is used
     * @return empty when the certificate is not registered, has expired or is withdrawn, and when its account is
     *     disabled or gone
     * @throws DirectoryUnavailableException when the directory cannot answer now, or its only document that has the
     *     fingerprint is broken; then nothing is known about the fingerprint
     */
    Optional<ClientCertificate> find(CertificateFingerprint fingerprint, Instant at)
            throws DirectoryUnavailableException;
}
