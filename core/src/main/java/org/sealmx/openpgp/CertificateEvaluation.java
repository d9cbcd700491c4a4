package org.sealmx.openpgp;

import java.time.Instant;
import java.util.List;

/** What an account's certificates are good for at an instant. */
public sealed interface CertificateEvaluation {

    /** Mail can be encrypted. Each kind of certificate has its own implementation, which says to what. */
    non-sealed interface Usable extends CertificateEvaluation {

        /** The usable certificates, each once, in lower-case hexadecimal; at least one. */
        List<String> certificateFingerprints();
    }

    /** The account has no certificate at all. */
    record Absent() implements CertificateEvaluation {
        @Override
        public String describe() {
            return "no certificate";
        }
    }

    /**
     * The certificate, or each of its encryption subkeys, has expired.
     *
     * @param since when it expired
     */
    record Expired(Instant since) implements CertificateEvaluation {
        @Override
        public String describe() {
            return "expired since " + since;
        }
    }

    /** The certificate, or each of its encryption subkeys, is revoked. */
    record Revoked() implements CertificateEvaluation {
        @Override
        public String describe() {
            return "revoked";
        }
    }

    /** The certificate is valid and has no subkey for encryption, or none that is valid yet. */
    record NoEncryptionSubkey() implements CertificateEvaluation {
        @Override
        public String describe() {
            return "no encryption subkey";
        }
    }

    /**
     * The certificate is valid later on.
     *
     * @param from from when on
     */
    record NotYetValid(Instant from) implements CertificateEvaluation {
        @Override
        public String describe() {
            return "not valid before " + from;
        }
    }

    /**
     * The certificate is for something else than the encryption of mail.
     *
     * @param why what it says, or lacks
     */
    record NotForEncryption(String why) implements CertificateEvaluation {
        @Override
        public String describe() {
            return "not for the encryption of mail: " + why;
        }
    }

    /**
     * The only encryption keys are weaker than the policy accepts.
     *
     * @param algorithm for example {@code RSA-1024}
     */
    record TooWeak(String algorithm) implements CertificateEvaluation {
        @Override
        public String describe() {
            return "too weak: " + algorithm;
        }
    }

    /**
     * There are bytes, and they are no certificate.
     *
     * @param problem what is wrong, without any of the bytes
     */
    record Malformed(String problem) implements CertificateEvaluation {
        @Override
        public String describe() {
            return "malformed: " + problem;
        }
    }

    /** The evaluation in words for the operator's log; never sent to the sending side. */
    String describe();
}
