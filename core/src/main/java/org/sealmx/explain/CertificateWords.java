package org.sealmx.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.HeldCertificate;

/** Tells about each certificate of a document, at one instant. Pure functions. */
final class CertificateWords {

    private static final String OPENPGP = "OpenPGP";
    private static final String SMIME = "S/MIME";

    private CertificateWords() {}

    /**
     * All certificates in the material. As when mail is sealed, those of S/MIME count only when there is no OpenPGP.
     *
     * @param at the instant of the evaluation
     */
    static List<ExplainedCertificate> of(CertificateMaterial material, Instant at) {
        boolean smimeCounts = material.openPgp().isEmpty();
        return HeldCertificate.in(material, at).stream()
                .map(held -> explained(held, smimeCounts || !held.isSmime()))
                .toList();
    }

    private static ExplainedCertificate explained(HeldCertificate held, boolean counts) {
        return new ExplainedCertificate(
                held.isSmime() ? SMIME : OPENPGP,
                held.fingerprint(),
                held.names(),
                held.created(),
                counts ? held.usableUntil() : Optional.empty(),
                counts && held.isUsable(),
                counts ? words(held.evaluation()) : "not used, since the identity has an OpenPGP certificate");
    }

    private static String words(CertificateEvaluation evaluation) {
        return evaluation instanceof CertificateEvaluation.Obstacle obstacle
                ? obstacle.reason()
                : evaluation.describe();
    }
}
