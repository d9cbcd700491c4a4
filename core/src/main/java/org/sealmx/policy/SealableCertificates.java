package org.sealmx.policy;

import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;

/**
 * To which certificates the configured chain can seal, so that RCPT does not accept what sealing has no form for.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface SealableCertificates {

    /**
     * Why nothing can be sealed to certificates that are otherwise usable.
     *
     * @return the reason in words for the operator, without the certificates' fingerprints; empty when it can
     */
    Optional<String> problemWith(CertificateEvaluation.Usable certificates);

    /** Of a chain that has a form for every kind. */
    static SealableCertificates all() {
        return certificates -> Optional.empty();
    }
}
