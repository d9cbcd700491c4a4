package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether mail can be encrypted to an account's certificates at an instant, and if not, why. */
@Immutable
public sealed interface CertificateEvaluation {

    /** Why one certificate cannot be used. It names the certificate, since an account can have several. */
    @Immutable
    sealed interface Obstacle extends CertificateEvaluation {

        /** The certificate, in lower-case hexadecimal: its fingerprint in OpenPGP, its SHA-256 in X.509. */
        String fingerprint();

        /** The reason in words, without the fingerprint. */
        String reason();

        @Override
        default String describe() {
            return withFingerprint(reason(), fingerprint());
        }
    }

    /** Mail can be encrypted. Each kind of certificate has its own implementation, which says to which keys. */
    @Immutable
    non-sealed interface Usable extends CertificateEvaluation {

        /** The usable certificates, each once, in lower-case hexadecimal; at least one. */
        List<String> certificateFingerprints();

        /** Those of them that have a key with which mail stays secret from a quantum computer. */
        default Set<String> postQuantum() {
            return Set.of();
        }

        /** Whether each of them has such a key. */
        default boolean isPostQuantum() {
            return postQuantum().containsAll(certificateFingerprints());
        }

        /**
         * Why mail is not protected from quantum computers although a certificate has a key that would do so: another
         * has none, and gets the same mail. Empty when none has such a key, or all have.
         */
        default Optional<String> unprotected() {
            Set<String> without = new LinkedHashSet<>(certificateFingerprints());
            without.removeAll(postQuantum());
            return without.isEmpty() || postQuantum().isEmpty()
                    ? Optional.empty()
                    : Optional.of("mail is not protected from quantum computers although a certificate has a"
                            + " post-quantum key, since another has none: fingerprint "
                            + String.join(", ", without));
        }
    }

    /** The account has no certificate at all. */
    @Immutable
    record Absent() implements CertificateEvaluation {
        @Override
        public String describe() {
            return "no certificate";
        }
    }

    /**
     * The certificate, or each of its encryption subkeys, has expired.
     *
     * @param fingerprint names the certificate
     * @param since when it expired
     */
    @Immutable
    record Expired(String fingerprint, Instant since) implements Obstacle {
        @Override
        public String reason() {
            return "expired on " + since;
        }
    }

    /**
     * The certificate, or each of its encryption subkeys, is revoked.
     *
     * @param fingerprint names the certificate
     */
    @Immutable
    record Revoked(String fingerprint) implements Obstacle {
        @Override
        public String reason() {
            return "revoked";
        }
    }

    /**
     * The certificate is valid and has no encryption subkey, or none that is valid yet.
     *
     * @param fingerprint names the certificate
     */
    @Immutable
    record NoEncryptionSubkey(String fingerprint) implements Obstacle {
        @Override
        public String reason() {
            return "no encryption subkey";
        }
    }

    /**
     * The certificate is not valid yet.
     *
     * @param fingerprint names the certificate
     * @param from when it becomes valid
     */
    @Immutable
    record NotYetValid(String fingerprint, Instant from) implements Obstacle {
        @Override
        public String reason() {
            return "not valid before " + from;
        }
    }

    /**
     * The certificate is not meant for encrypting mail.
     *
     * @param fingerprint names the certificate
     * @param why what it says or lacks
     */
    @Immutable
    record NotForEncryption(String fingerprint, String why) implements Obstacle {
        @Override
        public String reason() {
            return "not for encrypting mail: " + why;
        }
    }

    /**
     * The only encryption keys are weaker than the policy accepts.
     *
     * @param fingerprint names the certificate
     * @param algorithm for example {@code RSA-1024}
     */
    @Immutable
    record TooWeak(String fingerprint, String algorithm) implements Obstacle {
        @Override
        public String reason() {
            return "too weak: " + algorithm;
        }
    }

    /**
     * There is key material, but it is not a certificate.
     *
     * @param fingerprint names the certificate, if there is at least a primary key
     * @param problem what is wrong, without any of the material
     */
    @Immutable
    record Malformed(Optional<String> fingerprint, String problem) implements CertificateEvaluation {

        /** For material that contains no key. */
        public Malformed(String problem) {
            this(Optional.empty(), problem);
        }

        @Override
        public String describe() {
            String words = "malformed: " + problem;
            return fingerprint.map(name -> withFingerprint(words, name)).orElse(words);
        }
    }

    /**
     * There is a secret key where a certificate is expected: anyone who can read the directory can read the account's
     * mail.
     *
     * @param kind of the key
     */
    @Immutable
    record SecretKey(Kind kind) implements CertificateEvaluation {

        /** The kind of a secret key, with the field of an identity document that holds it and what to do about it. */
        public enum Kind {
            /** OpenPGP. */
            OPENPGP("keys.pgp", "use \"gpg --export\""),
            /** S/MIME. */
            SMIME("keys.smime", "keep only the certificate");

            private final String field;
            private final String wayOut;

            Kind(String field, String wayOut) {
                this.field = field;
                this.wayOut = wayOut;
            }
        }

        /** Whether a line begins a secret key in text form: OpenPGP's armor, or PEM in any of its forms (RFC 7468). */
        public static boolean isHead(String line) {
            return line.startsWith("-----BEGIN ") && line.contains("PRIVATE KEY");
        }

        @Override
        public String describe() {
            return kind.field + " contains a PRIVATE key. Remove it, treat it as compromised, and " + kind.wayOut;
        }
    }

    private static String withFingerprint(String words, String fingerprint) {
        return words + ", fingerprint " + fingerprint;
    }

    /** The evaluation in words for the operator's log; never sent to the client. */
    String describe();
}
