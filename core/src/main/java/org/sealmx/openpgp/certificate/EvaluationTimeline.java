package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.sealmx.certificate.BestReason;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.UsableOpenPgp;

/**
 * The evaluation of certificates at every instant: each evaluation applies from its instant until the next one. Only
 * the encryption subkeys of the certificates are kept, and a lookup is cheap.
 */
@Immutable
final class EvaluationTimeline implements CertificateSource {

    @SuppressWarnings("Immutable") // unmodifiable
    private final NavigableMap<Instant, CertificateEvaluation> changes;

    private EvaluationTimeline(NavigableMap<Instant, CertificateEvaluation> changes) {
        this.changes = Collections.unmodifiableNavigableMap(changes);
    }

    /** A timeline with one evaluation that applies always. */
    static EvaluationTimeline constant(CertificateEvaluation evaluation) {
        return of(new TreeSet<>(), at -> evaluation);
    }

    /**
     * The timeline of one certificate.
     *
     * @throws MalformedCertificateException when it has too many signatures with too many dates
     */
    static EvaluationTimeline of(VerifiedCertificate certificate) throws MalformedCertificateException {
        return of(certificate.turningPoints(), certificate::evaluate);
    }

    /**
     * The timeline of several certificates together: all subkeys of the usable ones, or the best reason why none is
     * usable.
     */
    static EvaluationTimeline combined(Collection<EvaluationTimeline> timelines) {
        NavigableSet<Instant> turningPoints = new TreeSet<>();
        timelines.forEach(timeline -> turningPoints.addAll(timeline.changes.keySet()));
        return of(
                turningPoints,
                at -> combine(timelines.stream().map(t -> t.evaluate(at)).toList()));
    }

    private static CertificateEvaluation combine(List<CertificateEvaluation> evaluations) {
        List<EncryptionSubkey> usable = evaluations.stream()
                .filter(UsableOpenPgp.class::isInstance)
                .flatMap(evaluation -> ((UsableOpenPgp) evaluation).recipients().stream())
                .toList();
        return usable.isEmpty() ? BestReason.of(evaluations).orElseGet(Absent::new) : new UsableOpenPgp(usable);
    }

    private static EvaluationTimeline of(
            NavigableSet<Instant> turningPoints, Function<Instant, CertificateEvaluation> evaluator) {
        NavigableMap<Instant, CertificateEvaluation> changes = new TreeMap<>();
        CertificateEvaluation last = evaluator.apply(Instant.MIN);
        changes.put(Instant.MIN, last);
        for (Instant at : turningPoints) {
            CertificateEvaluation next = evaluator.apply(at);
            if (!next.equals(last)) {
                changes.put(at, next);
                last = next;
            }
        }
        return new EvaluationTimeline(changes);
    }

    /** The evaluations by the instants from which they apply; the first is {@link Instant#MIN}. */
    NavigableMap<Instant, CertificateEvaluation> changes() {
        return changes;
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        return changes.floorEntry(at).getValue();
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        return Optional.ofNullable(changes.higherKey(after));
    }
}
