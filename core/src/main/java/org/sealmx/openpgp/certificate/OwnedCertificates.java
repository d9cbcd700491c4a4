package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealmx.certificate.BestReason;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;

/**
 * The certificates of an account whose addresses are known. Certificates that name other people count only if one of
 * the account's own is usable, since mail that only a stranger can open is lost.
 */
@Immutable
final class OwnedCertificates implements CertificateSource {

    private static final int HEADERS = 64;
    private static final int OF_EACH_REMARK = 64;

    private final PackedTimeline all;
    private final List<PackedTimeline> own;
    private final List<String> remarks;

    /**
     * @param all all certificates of the account
     * @param own the certificates that do not name other people; empty when the distinction does not matter
     * @param remarks remarks for the operator
     */
    OwnedCertificates(PackedTimeline all, List<PackedTimeline> own, List<String> remarks) {
        this.all = all;
        this.own = List.copyOf(own);
        this.remarks = List.copyOf(remarks);
    }

    /** An equivalent source that takes the least memory. */
    CertificateSource simplest() {
        return own.isEmpty() && remarks.isEmpty() ? all : this;
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        if (own.isEmpty()) {
            return all.evaluate(at);
        }
        List<CertificateEvaluation> evaluations = new ArrayList<>();
        for (PackedTimeline certificate : own) {
            evaluations.add(certificate.evaluate(at));
        }
        CertificateEvaluation best = BestReason.of(evaluations).orElseThrow();
        return best instanceof CertificateEvaluation.Usable ? all.evaluate(at) : best;
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        return Stream.concat(Stream.of(all), own.stream())
                .flatMap(timeline -> timeline.nextChange(after).stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public long footprint() {
        return HEADERS
                + all.footprint()
                + own.stream().mapToLong(PackedTimeline::footprint).sum()
                + footprint(remarks);
    }

    /** Roughly how many octets of memory remarks take. */
    static long footprint(List<String> remarks) {
        return remarks.stream()
                .mapToLong(remark -> OF_EACH_REMARK + remark.length())
                .sum();
    }
}
