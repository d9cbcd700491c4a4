package org.sealmx.openpgp.certificate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.openpgp.certificate.NamedCertificates.One;

/** What was read of an account's material so far. Used by one thread while certificates are read. */
final class ReadCertificates {

    private static final String SIGNATURES_OF_NOBODY = "signatures only, by none of the certificates";

    private static final String REVOCATIONS_LEFT_OUT =
            "too many revocation signatures to try, some were left out: remove from the keys those that are not by the account's own keys";

    /**
     * A certificate.
     *
     * @param fingerprint empty when it cannot be read
     * @param userIds those that say whose it is
     */
    private record Read(EvaluationTimeline timeline, Optional<String> fingerprint, List<byte[]> userIds) {

        One named() {
            return new One(PackedTimeline.of(timeline), fingerprint, UserIdAddresses.of(userIds));
        }
    }

    private final List<Read> certificates = new ArrayList<>();
    private final List<EvaluationTimeline> others = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /** A certificate that was verified. */
    void add(String fingerprint, EvaluationTimeline timeline, List<byte[]> userIds) {
        certificates.add(new Read(timeline, Optional.of(fingerprint), userIds));
    }

    /** A certificate that cannot be used at any time; whose it is, is what it says. */
    void add(Optional<String> fingerprint, RawCertificate certificate, CertificateEvaluation evaluation) {
        List<byte[]> userIds =
                certificate.userIds().stream().map(user -> user.packet().body()).toList();
        certificates.add(new Read(EvaluationTimeline.constant(evaluation), fingerprint, userIds));
    }

    /** A text that cannot be read. It may have been anybody's certificate, unless it is a secret key. */
    void addUnreadable(CertificateEvaluation evaluation) {
        if (evaluation instanceof SecretKey) {
            others.add(EvaluationTimeline.constant(evaluation));
            remarks.add(evaluation.describe());
        } else {
            certificates.add(new Read(EvaluationTimeline.constant(evaluation), Optional.empty(), List.of()));
        }
    }

    /** A block with signatures that belong to none of the certificates. */
    void addSignaturesOfNobody() {
        Malformed problem = new Malformed(SIGNATURES_OF_NOBODY);
        others.add(EvaluationTimeline.constant(problem));
        remarks.add(problem.describe());
    }

    /** There are more revocations than can be tried: one of the others may be genuine. */
    void addRevocationsLeftOut() {
        remarks.add(REVOCATIONS_LEFT_OUT);
    }

    /** All of it. */
    CertificateSource source() {
        List<EvaluationTimeline> timelines = new ArrayList<>();
        certificates.forEach(read -> timelines.add(read.timeline));
        timelines.addAll(others);
        PackedTimeline all = PackedTimeline.of(EvaluationTimeline.combined(timelines));
        if (certificates.size() < 2) {
            return new OwnedCertificates(all, List.of(), List.copyOf(remarks)).simplest();
        }
        return new NamedCertificates(all, certificates.stream().map(Read::named).toList(), List.copyOf(remarks));
    }
}
