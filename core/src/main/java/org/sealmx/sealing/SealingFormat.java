package org.sealmx.sealing;

import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableOpenPgp;

/** The format of a sealed message. */
public enum SealingFormat {
    /**
     * A message for mail programs: PGP/MIME (RFC 3156) or S/MIME (RFC 8551), depending on the kind of the certificates.
     */
    MIME {
        @Override
        public Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
            return Optional.empty();
        }
    },
    /**
     * The armor of the encrypted JSON object of leap_mx, which LEAP's clients read. It is not a message (RFC 5322), and
     * OpenPGP only.
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
     * Why this format cannot be used with certificates of this kind.
     *
     * @return the reason in words for the operator; empty when the format can be used
     */
    public abstract Optional<String> problemWith(CertificateEvaluation.Usable certificates);
}
