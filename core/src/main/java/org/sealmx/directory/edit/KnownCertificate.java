package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.KeyDescription;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.directory.edit.CertificateSummary.Kind;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.HeldCertificate;
import org.sealmx.smtp.EmailAddress;

/**
 * A certificate with what the judgement compares.
 *
 * @param held as the material has it
 * @param summary for people
 */
@Immutable
record KnownCertificate(HeldCertificate held, CertificateSummary summary) {

    /** Each certificate in the material of one document, of either kind. */
    static List<KnownCertificate> in(CertificateMaterial material, Instant now) {
        return HeldCertificate.in(material, now).stream()
                .map(held -> new KnownCertificate(held, summary(held)))
                .toList();
    }

    /** The summaries. */
    static List<CertificateSummary> summaries(List<KnownCertificate> known) {
        return known.stream().map(KnownCertificate::summary).toList();
    }

    CertificateEvaluation evaluation() {
        return held.evaluation();
    }

    /** The addresses in its names. */
    Set<EmailAddress> addresses() {
        return held.addresses();
    }

    /** The fingerprints of all its keys, usable or not. */
    Set<String> allKeys() {
        return held.keys();
    }

    boolean isUsable() {
        return held.isUsable();
    }

    private static CertificateSummary summary(HeldCertificate held) {
        return new CertificateSummary(
                held.isSmime() ? Kind.SMIME : Kind.OPENPGP,
                held.fingerprint().orElse(""),
                held.names(),
                held.created(),
                held.isUsable(),
                held.usableUntil(),
                held.evaluation().describe(),
                keys(held.evaluation()));
    }

    private static List<CertificateSummary.Key> keys(CertificateEvaluation evaluation) {
        if (evaluation instanceof UsableOpenPgp openPgp) {
            return openPgp.recipients().stream()
                    .map(subkey -> key(subkey.fingerprint(), KeyDescription.of(subkey), subkey.isPostQuantum()))
                    .toList();
        }
        if (evaluation instanceof UsableSmime smime) {
            return smime.recipients().stream()
                    .map(recipient ->
                            key(recipient.fingerprint(), KeyDescription.of(recipient), recipient.isPostQuantum()))
                    .toList();
        }
        return List.of();
    }

    private static CertificateSummary.Key key(String fingerprint, KeyDescription description, boolean postQuantum) {
        return new CertificateSummary.Key(fingerprint, description.algorithm(), description.strength(), postQuantum);
    }
}
