package org.sealmx.sealing;

import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableOpenPgp;

/** The form of a sealed message. */
public enum SealingFormat {
    /** A message for mail programs: PGP/MIME (RFC 3156) or S/MIME (RFC 8551), by the kind of the certificates. */
    MIME {
        @Override
        public Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
            return Optional.empty();
        }
    },
    /**
     * The armor of the JSON object that leap_mx encrypted and LEAP's clients read; no message (RFC 5322), and OpenPGP
     * only.
     */
    LEAP {
        @Override
        public Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
            return certificates instanceof UsableOpenPgp
                    ? Optional.empty()
                    : Optional.of("format leap needs an OpenPGP certificate");
        }
    };

    /**
     * Why there is no such form for certificates of this kind.
     *
     * @return the reason in words for the operator; empty when there is one
     */
    public abstract Optional<String> problemWith(CertificateEvaluation.Usable certificates);
}
