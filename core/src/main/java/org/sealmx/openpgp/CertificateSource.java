package org.sealmx.openpgp;

import java.time.Instant;

/** The certificates of one account, evaluated when they are needed. Implementations are immutable and safe for use by several threads. */
@FunctionalInterface
public interface CertificateSource {

    /**
     * What the account's mail can be encrypted to at an instant. Total: whatever is wrong with the certificates is a value, and nothing
     * is thrown.
     */
    CertificateEvaluation evaluate(Instant at);

    /** About how many octets of memory this takes, for who keeps many and bounds them. */
    default long footprint() {
        return 1024;
    }
}
