package org.sealmx.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.InspectedCertificate;
import org.sealmx.smime.certificate.InspectedX509;
import org.sealmx.smime.certificate.SmimeInspector;

/** Tells about each certificate of a document, at one instant. Pure functions. */
final class CertificateWords {

    private static final String OPENPGP = "OpenPGP";
    private static final String SMIME = "S/MIME";
    /** More names than anybody reads; a certificate can have thousands. */
    private static final int MOST_NAMES = 20;

    private CertificateWords() {}

    /**
     * All certificates in the material. As when mail is sealed, those of S/MIME count only when there is no OpenPGP.
     *
     * @param at the instant of the evaluation
     */
    static List<ExplainedCertificate> of(CertificateMaterial material, Instant at) {
        List<ExplainedCertificate> certificates = new ArrayList<>();
        for (InspectedCertificate certificate : new CertificateReader().inspect(material.openPgp())) {
            CertificateEvaluation evaluation = certificate.evaluation().at(at);
            boolean usable = evaluation instanceof CertificateEvaluation.Usable;
            certificates.add(new ExplainedCertificate(
                    OPENPGP,
                    certificate.fingerprint(),
                    first(certificate.userIds().stream()),
                    certificate.created(),
                    usable ? certificate.evaluation().usableUntil(at) : Optional.empty(),
                    usable,
                    words(evaluation)));
        }
        boolean counts = material.openPgp().isEmpty();
        for (InspectedX509 certificate : SmimeInspector.inspect(material.smime())) {
            CertificateEvaluation evaluation = certificate.source().evaluate(at);
            boolean usable = counts && evaluation instanceof CertificateEvaluation.Usable;
            certificates.add(new ExplainedCertificate(
                    SMIME,
                    certificate.fingerprint(),
                    first(Stream.concat(Stream.of(certificate.subject()), certificate.addresses().stream())
                            .filter(name -> !name.isEmpty())),
                    certificate.from(),
                    usable ? certificate.until() : Optional.empty(),
                    usable,
                    counts ? words(evaluation) : "not used, since the identity has an OpenPGP certificate"));
        }
        return certificates;
    }

    private static List<String> first(Stream<String> names) {
        return names.distinct().limit(MOST_NAMES).toList();
    }

    private static String words(CertificateEvaluation evaluation) {
        return evaluation instanceof CertificateEvaluation.Obstacle obstacle
                ? obstacle.reason()
                : evaluation.describe();
    }
}
