package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.BestReason;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.SmimeRecipient;
import org.sealmx.certificate.UsableSmime;

/**
 * The X.509 certificates of one account. They evaluate to all certificates that are usable at an instant, or to the
 * best reason why none is.
 */
@Immutable
final class SmimeCertificates implements CertificateSource {

    /** The headers of this object, its list and the list's array. */
    private static final int HEADERS = 16 + 24 + 24;
    /** The memory for a record, its three instants, a reason in words, and their entry in the list. */
    private static final int OF_EACH = 32 + 3 * 24 + 96;

    private final List<JudgedCertificate> certificates;

    SmimeCertificates(List<JudgedCertificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        List<SmimeRecipient> usable = new ArrayList<>();
        List<CertificateEvaluation> obstacles = new ArrayList<>();
        for (JudgedCertificate certificate : certificates) {
            Optional<CertificateEvaluation> obstacle = certificate.obstacleAt(at);
            obstacle.ifPresentOrElse(
                    obstacles::add, () -> usable.add(certificate.packed().unpack()));
        }
        return usable.isEmpty() ? BestReason.of(obstacles).orElseGet(Absent::new) : new UsableSmime(usable);
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        return certificates.stream()
                .flatMap(JudgedCertificate::changes)
                .filter(after::isBefore)
                .min(Comparator.naturalOrder());
    }

    @Override
    public List<String> remarks() {
        return certificates.stream()
                .flatMap(certificate -> certificate.obstacle().stream())
                .filter(SecretKey.class::isInstance)
                .map(CertificateEvaluation::describe)
                .distinct()
                .toList();
    }

    @Override
    public long footprint() {
        return HEADERS
                + certificates.stream()
                        .mapToLong(certificate -> OF_EACH + certificate.packed().footprint())
                        .sum();
    }
}
