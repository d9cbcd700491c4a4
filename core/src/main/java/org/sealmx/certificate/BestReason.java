package org.sealmx.certificate;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CertificateEvaluation.NotYetValid;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateEvaluation.Usable;

/**
 * Picks, of several reasons why nothing can be encrypted, the one that helps the operator most: first a secret key,
 * which must be removed, then the certificate that worked last, and last what could never work.
 */
public final class BestReason {

    private static final Comparator<CertificateEvaluation> BY_RANK =
            Comparator.comparingInt(BestReason::rank).thenComparing(BestReason::since);

    private BestReason() {}

    /** The most helpful of the reasons; empty when there are none. */
    public static Optional<CertificateEvaluation> of(Collection<CertificateEvaluation> reasons) {
        return reasons.stream().max(BY_RANK);
    }

    private static int rank(CertificateEvaluation evaluation) {
        if (evaluation instanceof Usable) {
            return 8;
        } else if (evaluation instanceof SecretKey) {
            return 7;
        } else if (evaluation instanceof Expired) {
            return 6;
        } else if (evaluation instanceof Revoked) {
            return 5;
        } else if (evaluation instanceof NotYetValid) {
            return 4;
        } else if (evaluation instanceof TooWeak) {
            return 3;
        } else if (evaluation instanceof NoEncryptionSubkey || evaluation instanceof NotForEncryption) {
            return 2;
        } else if (evaluation instanceof Malformed) {
            return 1;
        }
        return 0;
    }

    private static Instant since(CertificateEvaluation evaluation) {
        return evaluation instanceof Expired expired ? expired.since() : Instant.MIN;
    }
}
