package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;

/** The certificates that the configured chain can seal to, so that RCPT does not accept mail that cannot be sealed. */
@ThreadSafe
@FunctionalInterface
public interface SealableCertificates {

    /**
     * Why the chain cannot seal to certificates that are otherwise usable.
     *
     * @return a reason for the operator, without the certificates' fingerprints; empty when the chain can seal to them
     */
    Optional<String> problemWith(CertificateEvaluation.Usable certificates);
}
