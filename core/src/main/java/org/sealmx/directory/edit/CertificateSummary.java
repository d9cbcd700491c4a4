package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.HeldCertificate;

/**
 * What people want to know about a certificate. Every text is one printable line; it may hold HTML, which whoever draws
 * it escapes.
 *
 * @param kind of the certificate
 * @param fingerprint in lower-case hexadecimal: of the primary key, or SHA-256 of an X.509 certificate; empty when it
 *     cannot be read
 * @param names the user IDs, or the subject and the addresses of an X.509 certificate; the first {@value #MOST_NAMES}
 * @param created when it was made, or the beginning of its validity
 * @param usable whether mail can be encrypted to it now
 * @param usableUntil when that ends, of a usable one; empty when it does not end, or is not usable
 * @param evaluation whether it can be used now, in words
 * @param keys the keys that mail is encrypted to now; empty when it is not usable
 */
@Immutable
public record CertificateSummary(
        Kind kind,
        String fingerprint,
        List<String> names,
        Optional<Instant> created,
        boolean usable,
        Optional<Instant> usableUntil,
        String evaluation,
        List<Key> keys) {

    /** How many names are listed at most. */
    public static final int MOST_NAMES = HeldCertificate.MOST_NAMES;

    /** The kinds of certificates. */
    public enum Kind {
        /** OpenPGP, RFC 9580. */
        OPENPGP,
        /** X.509 for S/MIME, RFC 8550. */
        SMIME
    }

    /**
     * A key that mail is encrypted to.
     *
     * @param fingerprint in lower-case hexadecimal; of an X.509 certificate, that of the certificate
     * @param algorithm for example {@code RSA-3072} or {@code X25519}
     * @param strength in bits of a symmetric key, by the categories of NIST SP 800-57 part 1: 112, 128, 192 or 256
     * @param postQuantum whether it withstands a quantum computer. If a certificate has such keys, mail is encrypted to
     *     these alone, unless the server is configured otherwise
     */
    @Immutable
    public record Key(String fingerprint, String algorithm, int strength, boolean postQuantum) {}

    /** What is in the material of an identity, at an instant. */
    public static List<CertificateSummary> of(CertificateMaterial material, Instant at) {
        return KnownCertificate.summaries(KnownCertificate.in(material, at));
    }

    /** Copies the lists. */
    public CertificateSummary {
        names = List.copyOf(names);
        keys = List.copyOf(keys);
    }
}
