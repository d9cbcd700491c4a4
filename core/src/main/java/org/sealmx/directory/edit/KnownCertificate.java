package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.KeyDescription;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.directory.Printable;
import org.sealmx.directory.edit.CertificateSummary.Kind;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.InspectedCertificate;
import org.sealmx.smime.certificate.InspectedX509;
import org.sealmx.smime.certificate.SmimeInspector;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * A certificate with what the judgement compares.
 *
 * @param summary for people
 * @param evaluation now
 * @param addresses in its names
 * @param allKeys the fingerprints of all its keys, usable or not
 */
@Immutable
record KnownCertificate(
        CertificateSummary summary,
        CertificateEvaluation evaluation,
        Set<EmailAddress> addresses,
        Set<String> allKeys) {

    /** Copies the sets. */
    KnownCertificate {
        addresses = Set.copyOf(addresses);
        allKeys = Set.copyOf(allKeys);
    }

    /** Each certificate in the material of one document, of either kind. */
    static List<KnownCertificate> in(CertificateMaterial material, Instant now) {
        List<KnownCertificate> known = new ArrayList<>();
        new CertificateReader().inspect(material.openPgp()).forEach(certificate -> known.add(of(certificate, now)));
        SmimeInspector.inspect(material.smime()).forEach(certificate -> known.add(of(certificate, now)));
        return known;
    }

    /** The summaries. */
    static List<CertificateSummary> summaries(List<KnownCertificate> known) {
        return known.stream().map(KnownCertificate::summary).toList();
    }

    boolean isUsable() {
        return summary.usable();
    }

    /** How strong the weakest of its keys is that mail is encrypted to. */
    int strength() {
        return summary.keys().stream()
                .mapToInt(CertificateSummary.Key::strength)
                .min()
                .orElse(0);
    }

    private static KnownCertificate of(InspectedCertificate certificate, Instant now) {
        CertificateEvaluation evaluation = certificate.evaluation().at(now);
        return new KnownCertificate(
                summary(
                        Kind.OPENPGP,
                        certificate.fingerprint(),
                        certificate.userIds(),
                        certificate.created(),
                        certificate.evaluation().usableUntil(now),
                        evaluation),
                evaluation,
                certificate.addresses(),
                certificate.keys());
    }

    private static KnownCertificate of(InspectedX509 certificate, Instant now) {
        CertificateEvaluation evaluation = certificate.source().evaluate(now);
        List<String> names = Stream.concat(Stream.of(certificate.subject()), certificate.addresses().stream())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new KnownCertificate(
                summary(
                        Kind.SMIME,
                        certificate.fingerprint(),
                        names,
                        certificate.from(),
                        certificate.until(),
                        evaluation),
                evaluation,
                parsed(certificate.addresses()),
                certificate.fingerprint().map(Set::of).orElse(Set.of()));
    }

    private static Set<EmailAddress> parsed(List<String> addresses) {
        return addresses.stream().flatMap(address -> parsed(address).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<EmailAddress> parsed(String address) {
        try {
            return Optional.of(EmailAddress.parse(address));
        } catch (AddressSyntaxException e) {
            // a name like any other
            return Optional.empty();
        }
    }

    private static CertificateSummary summary(
            Kind kind,
            Optional<String> fingerprint,
            List<String> names,
            Optional<Instant> created,
            Optional<Instant> until,
            CertificateEvaluation evaluation) {
        boolean usable = evaluation instanceof CertificateEvaluation.Usable;
        return new CertificateSummary(
                kind,
                fingerprint.orElse(""),
                names.stream()
                        .limit(CertificateSummary.MOST_NAMES)
                        .map(Printable::line)
                        .toList(),
                created,
                usable,
                until.filter(end -> usable),
                evaluation.describe(),
                keys(evaluation));
    }

    private static List<CertificateSummary.Key> keys(CertificateEvaluation evaluation) {
        if (evaluation instanceof UsableOpenPgp openPgp) {
            return openPgp.recipients().stream()
                    .map(subkey -> key(subkey.fingerprint(), KeyDescription.of(subkey)))
                    .toList();
        }
        if (evaluation instanceof UsableSmime smime) {
            return smime.recipients().stream()
                    .map(recipient -> key(recipient.fingerprint(), KeyDescription.of(recipient)))
                    .toList();
        }
        return List.of();
    }

    private static CertificateSummary.Key key(String fingerprint, KeyDescription description) {
        return new CertificateSummary.Key(fingerprint, description.algorithm(), description.strength());
    }
}
