package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.Printable;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.InspectedCertificate;
import org.sealmx.smime.certificate.InspectedX509;
import org.sealmx.smime.certificate.SmimeInspector;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * A certificate that a document holds, of either kind, usable or not, as of one instant: what those have in common who
 * show certificates or compare them.
 *
 * @param isSmime whether it is an X.509 certificate, and not one of OpenPGP
 * @param fingerprint in lower-case hexadecimal: of the primary key, or SHA-256 of an X.509 certificate; empty when it
 *     cannot be read
 * @param names the user IDs, or the subject and the addresses of an X.509 certificate: each a printable line that may
 *     hold HTML, the first {@value #MOST_NAMES}
 * @param addresses in all its names
 * @param keys the fingerprints of all its keys, usable or not
 * @param created when it was made, or the beginning of its validity
 * @param usableUntil when it ceases to be usable; empty when it is not usable, or without end
 * @param evaluation at the instant
 * @param lostProtection why mail is not protected from quantum computers although it has a post-quantum subkey, which
 *     is damaged; empty when that is not so
 */
@Immutable
public record HeldCertificate(
        boolean isSmime,
        Optional<String> fingerprint,
        List<String> names,
        Set<EmailAddress> addresses,
        Set<String> keys,
        Optional<Instant> created,
        Optional<Instant> usableUntil,
        CertificateEvaluation evaluation,
        Optional<String> lostProtection) {

    /** How many names are listed at most. A certificate can have thousands. */
    public static final int MOST_NAMES = 20;

    /** Copies the collections. */
    public HeldCertificate {
        names = List.copyOf(names);
        addresses = Set.copyOf(addresses);
        keys = Set.copyOf(keys);
    }

    /** Each certificate in the material of one document: those of OpenPGP, then those of S/MIME. */
    public static List<HeldCertificate> in(CertificateMaterial material, Instant at) {
        List<HeldCertificate> held = new ArrayList<>();
        new CertificateReader().inspect(material.openPgp()).forEach(certificate -> held.add(of(certificate, at)));
        SmimeInspector.inspect(material.smime()).forEach(certificate -> held.add(of(certificate, at)));
        return held;
    }

    /** Whether mail can be encrypted to it at the instant. */
    public boolean isUsable() {
        return evaluation instanceof CertificateEvaluation.Usable;
    }

    private static HeldCertificate of(InspectedCertificate certificate, Instant at) {
        CertificateEvaluation evaluation = certificate.evaluation().at(at);
        return new HeldCertificate(
                false,
                certificate.fingerprint(),
                first(certificate.userIds().stream()),
                certificate.addresses(),
                certificate.keys(),
                certificate.created(),
                ifUsable(evaluation, certificate.evaluation().usableUntil(at)),
                evaluation,
                certificate.lostProtection());
    }

    private static HeldCertificate of(InspectedX509 certificate, Instant at) {
        CertificateEvaluation evaluation = certificate.source().evaluate(at);
        return new HeldCertificate(
                true,
                certificate.fingerprint(),
                first(Stream.concat(Stream.of(certificate.subject()), certificate.addresses().stream())
                        .filter(name -> !name.isEmpty())),
                parsed(certificate.addresses()),
                certificate.fingerprint().map(Set::of).orElse(Set.of()),
                certificate.from(),
                ifUsable(evaluation, certificate.until()),
                evaluation,
                Optional.empty());
    }

    private static Optional<Instant> ifUsable(CertificateEvaluation evaluation, Optional<Instant> until) {
        return until.filter(end -> evaluation instanceof CertificateEvaluation.Usable);
    }

    private static List<String> first(Stream<String> names) {
        return names.distinct().limit(MOST_NAMES).map(Printable::line).toList();
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
}
