package org.sealmx.sealing;

import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableOpenPgp;

/** The form of a sealed message. */
public enum SealingFormat {
    /** A message for mail programs: PGP/MIME (RFC 3156) or S/MIME (RFC 8551), by the kind of the certificates. */
    MIME {
        @Override
        public boolean takes(CertificateEvaluation.Usable certificates) {
            return true;
        }
    },
    /** The armor of the JSON object that leap_mx encrypted and LEAP's clients read; no message (RFC 5322), and OpenPGP only. */
    LEAP {
        @Override
        public boolean takes(CertificateEvaluation.Usable certificates) {
            return certificates instanceof UsableOpenPgp;
        }
    };

    /** Whether there is such a form for certificates of this kind. */
    public abstract boolean takes(CertificateEvaluation.Usable certificates);
}
