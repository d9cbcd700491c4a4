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
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.certificate.NamedCertificates.One;

/** The results of reading an account's material so far. Used by one thread while certificates are read. */
final class ReadCertificates {

    private static final String SIGNATURES_OF_NOBODY = "only signatures, none of them by these certificates";

    private static final String REVOCATIONS_LEFT_OUT =
            "too many revocation signatures, so some were ignored: remove those that were not made by the account's own keys";

    /**
     * A certificate.
     *
     * @param fingerprint empty when it cannot be read
     * @param userIds the user IDs that name its owner
     * @param keys its packets; empty when not even these can be read
     * @param lostProtection see {@link VerifiedCertificate#lostProtection}
     */
    private record Read(
            EvaluationTimeline timeline,
            Optional<String> fingerprint,
            List<byte[]> userIds,
            Optional<RawCertificate> keys,
            Optional<String> lostProtection) {

        Read(
                CertificateEvaluation always,
                Optional<String> fingerprint,
                List<byte[]> userIds,
                Optional<RawCertificate> keys) {
            this(EvaluationTimeline.constant(always), fingerprint, userIds, keys, Optional.empty());
        }

        One named() {
            return new One(PackedTimeline.of(timeline), fingerprint, UserIdAddresses.of(userIds));
        }

        InspectedCertificate inspected() {
            return InspectedCertificate.of(timeline, fingerprint, userIds, keys, lostProtection);
        }
    }

    private final List<Read> certificates = new ArrayList<>();
    private final List<EvaluationTimeline> others = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /**
     * Adds a certificate that was verified.
     *
     * @param userIds those that name its owner
     */
    void add(VerifiedCertificate verified, RawCertificate certificate, List<byte[]> userIds)
            throws MalformedCertificateException {
        Optional<String> lost = verified.lostProtection();
        // one of them is enough to make somebody look, and an account can have hundreds of certificates
        if (certificates.stream().noneMatch(read -> read.lostProtection.isPresent())) {
            lost.ifPresent(remarks::add);
        }
        certificates.add(new Read(
                EvaluationTimeline.of(verified),
                Optional.of(verified.fingerprint()),
                userIds,
                Optional.of(certificate),
                lost));
    }

    /** Adds a certificate that can never be used. Its unverified user IDs name its owner. */
    void add(Optional<String> fingerprint, RawCertificate certificate, CertificateEvaluation evaluation) {
        List<byte[]> userIds =
                certificate.userIds().stream().map(user -> user.packet().body()).toList();
        certificates.add(new Read(evaluation, fingerprint, userIds, Optional.of(certificate)));
    }

    /** Adds a text that cannot be read. It may have been anybody's certificate, unless it is a secret key. */
    void addUnreadable(CertificateEvaluation evaluation) {
        if (evaluation instanceof SecretKey) {
            others.add(EvaluationTimeline.constant(evaluation));
            remarks.add(evaluation.describe());
        } else {
            certificates.add(new Read(evaluation, Optional.empty(), List.of(), Optional.empty()));
        }
    }

    /** Adds a block of signatures that belong to none of the certificates. */
    void addSignaturesOfNobody() {
        Malformed problem = new Malformed(SIGNATURES_OF_NOBODY);
        others.add(EvaluationTimeline.constant(problem));
        remarks.add(problem.describe());
    }

    /** Records that there are more revocations than can be tried, so that a genuine one may have been missed. */
    void addRevocationsLeftOut() {
        remarks.add(REVOCATIONS_LEFT_OUT);
    }

    /** Each certificate by itself, with what people want to know about it. */
    List<InspectedCertificate> inspected() {
        List<InspectedCertificate> inspected =
                new ArrayList<>(certificates.stream().map(Read::inspected).toList());
        others.forEach(other -> inspected.add(
                InspectedCertificate.of(other, Optional.empty(), List.of(), Optional.empty(), Optional.empty())));
        return inspected;
    }

    /** The certificates read. */
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
