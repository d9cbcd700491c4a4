package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.NotYetValid;
import org.sealmx.certificate.CertificateEvaluation.Obstacle;
import org.sealmx.certificate.CertificateEvaluation.Revoked;

/**
 * The evaluation of one certificate at every instant.
 *
 * @param revoked the instant from which it is revoked; empty when it is not
 * @param from the first instant of its validity
 * @param until the first instant after its validity
 * @param obstacle why it can never be used; empty when it can
 * @param packed the recipient to encrypt to; {@link PackedRecipient#NOBODY} when it can never be used
 */
@Immutable
record JudgedCertificate(
        Optional<Instant> revoked,
        Instant from,
        Instant until,
        Optional<CertificateEvaluation> obstacle,
        PackedRecipient packed) {

    /** Input that can never be used, for example because it is not a certificate. */
    static JudgedCertificate never(CertificateEvaluation obstacle) {
        return new JudgedCertificate(
                Optional.empty(), Instant.MIN, Instant.MAX, Optional.of(obstacle), PackedRecipient.NOBODY);
    }

    /** Why it cannot be used at an instant; empty when it can. */
    Optional<CertificateEvaluation> obstacleAt(Instant at) {
        if (revoked.isPresent() && !at.isBefore(revoked.get())) {
            return Optional.of(new Revoked(fingerprint()));
        }
        if (obstacle.isPresent()) {
            return obstacle;
        }
        if (!at.isBefore(until)) {
            return Optional.of(new Expired(fingerprint(), until));
        }
        return at.isBefore(from) ? Optional.of(new NotYetValid(fingerprint(), from)) : Optional.empty();
    }

    /** The instants from which it can be judged differently, in no order; none when it can never be used. */
    Stream<Instant> changes() {
        return obstacle.isPresent() ? Stream.of() : Stream.concat(Stream.of(from, until), revoked.stream());
    }

    private String fingerprint() {
        return obstacle.orElse(null) instanceof Obstacle named
                ? named.fingerprint()
                : packed.unpack().fingerprint();
    }
}
