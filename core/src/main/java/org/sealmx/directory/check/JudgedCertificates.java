package org.sealmx.directory.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.policy.SealableCertificates;

/**
 * What came of evaluating the certificates of each document at the instant of the check, in place of the certificates,
 * which would take too much memory. Only where it matters whose they are, they themselves are kept. Used by one thread.
 */
final class JudgedCertificates {

    /** In place of all certificates that mail can be sealed to. */
    private static final CertificateMaterial SEALABLE = CertificateMaterial.openPgp(List.of("sealable"));

    private final SealableCertificates chain;
    private final Map<CertificateMaterial, CertificateSource> others = new HashMap<>();

    /** @param chain which certificates can be sealed to */
    JudgedCertificates(SealableCertificates chain) {
        this.chain = chain;
    }

    /** Certificates that are usable, and what the chain says about them. */
    private record Judged(List<String> certificateFingerprints, Optional<String> problem)
            implements CertificateEvaluation.Usable {

        Judged {
            certificateFingerprints = List.copyOf(certificateFingerprints);
        }

        @Override
        public String describe() {
            return "usable";
        }
    }

    /**
     * What to keep in a document in place of its key material.
     *
     * @param source its certificates
     * @param evaluation of these, now
     * @param ownerMatters whether the evaluation can be another for an account with other addresses
     */
    CertificateMaterial keep(
            CertificateMaterial material,
            CertificateSource source,
            CertificateEvaluation evaluation,
            boolean ownerMatters) {
        if (material.isEmpty()) {
            return CertificateMaterial.NONE;
        }
        if (ownerMatters) {
            return keep(source);
        }
        if (evaluation instanceof CertificateEvaluation.Usable usable) {
            Optional<String> problem = chain.problemWith(usable);
            return problem.isEmpty() ? SEALABLE : keep(known(new Judged(usable.certificateFingerprints(), problem)));
        }
        return keep(known(evaluation));
    }

    private CertificateMaterial keep(CertificateSource source) {
        CertificateMaterial name = CertificateMaterial.openPgp(List.of(Integer.toString(others.size())));
        others.put(name, source);
        return name;
    }

    private static CertificateSource known(CertificateEvaluation evaluation) {
        return at -> evaluation;
    }

    /** The certificates that are kept under a name; total, as for any other material. */
    CertificateSource read(CertificateMaterial name) {
        if (name.equals(SEALABLE)) {
            return known(new Judged(List.of(), Optional.empty()));
        }
        return others.getOrDefault(name, known(new CertificateEvaluation.Absent()));
    }

    /** What the chain says about certificates that were kept. */
    Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
        return certificates instanceof Judged judged ? judged.problem() : chain.problemWith(certificates);
    }
}
