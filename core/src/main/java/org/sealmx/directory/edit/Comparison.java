package org.sealmx.directory.edit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.edit.CertificateSummary.Kind;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.openpgp.certificate.CertificateReader;

/**
 * What is worse with new certificates than with those that an identity document has. Used once, by one thread.
 *
 * @param address whose mail it is
 * @param before in the document
 * @param after in the input
 */
record Comparison(AddressKey address, List<KnownCertificate> before, List<KnownCertificate> after) {

    /** Whatever its size, a key that a quantum computer breaks is weaker than one that withstands it. */
    private static final Comparator<CertificateSummary.Key> BY_STRENGTH =
            Comparator.comparing(CertificateSummary.Key::postQuantum).thenComparing(CertificateSummary.Key::strength);

    /** The objections that force can overrule. */
    List<Objection> objections(CertificateMaterial old, CertificateMaterial submitted, Instant now) {
        List<Objection> objections = new ArrayList<>();
        otherAddresses(objections);
        lostRevocations(old, submitted, now, objections);
        weaker(objections);
        lostKeys(objections);
        return objections;
    }

    private void otherAddresses(List<Objection> objections) {
        // certificates of authorities come along with X.509 certificates, and are skipped
        for (KnownCertificate certificate : after) {
            // what cannot be read has no name, and is refused for that
            boolean counts = certificate.isUsable()
                    || (certificate.summary().kind() == Kind.OPENPGP
                            && !certificate.summary().fingerprint().isEmpty());
            if (counts && certificate.addresses().stream().map(AddressKey::of).noneMatch(address::equals)) {
                objections.add(new Objection(
                        Reason.OTHER_ADDRESS,
                        "no name in certificate " + certificate.summary().fingerprint()
                                + " is the address; whoever has its secret key would read the mail"));
            }
        }
    }

    /** Whether a certificate is revoked by what only the directory has. */
    private void lostRevocations(
            CertificateMaterial old, CertificateMaterial submitted, Instant now, List<Objection> objections) {
        List<String> both = new ArrayList<>(old.openPgp());
        both.addAll(submitted.openPgp());
        Set<String> revoked = new CertificateReader()
                .inspect(both).stream()
                        .filter(certificate ->
                                certificate.evaluation().at(now) instanceof CertificateEvaluation.Revoked)
                        .flatMap(certificate -> certificate.fingerprint().stream())
                        .collect(Collectors.toSet());
        Set<String> withdrawn = before.stream()
                .filter(certificate -> certificate.evaluation() instanceof CertificateEvaluation.Revoked)
                .map(certificate -> certificate.summary().fingerprint())
                .collect(Collectors.toSet());
        after.stream()
                .filter(KnownCertificate::isUsable)
                .map(certificate -> certificate.summary().fingerprint())
                .filter(fingerprint -> revoked.contains(fingerprint) || withdrawn.contains(fingerprint))
                .forEach(fingerprint -> objections.add(new Objection(
                        Reason.LOSES_REVOCATION,
                        "certificate " + fingerprint
                                + " is revoked in the directory, and the revocation would be lost; make a new key")));
    }

    private void weaker(List<Objection> objections) {
        Optional<CertificateSummary.Key> was = weakest(before);
        Optional<CertificateSummary.Key> is = weakest(after);
        if (was.isPresent() && is.isPresent() && BY_STRENGTH.compare(is.get(), was.get()) < 0) {
            objections.add(new Objection(
                    Reason.WEAKER,
                    is.get().algorithm() + " is weaker than " + was.get().algorithm() + ", which it would replace"));
        }
    }

    /** The weakest of the keys that mail is encrypted to: each certificate gets the same mail. */
    private static Optional<CertificateSummary.Key> weakest(List<KnownCertificate> certificates) {
        return certificates.stream()
                .flatMap(certificate -> sealedTo(certificate.summary().keys()).stream())
                .min(BY_STRENGTH);
    }

    private static List<CertificateSummary.Key> sealedTo(List<CertificateSummary.Key> keys) {
        List<CertificateSummary.Key> postQuantum =
                keys.stream().filter(CertificateSummary.Key::postQuantum).toList();
        return postQuantum.isEmpty() ? keys : postQuantum;
    }

    private void lostKeys(List<Objection> objections) {
        Set<String> present = new HashSet<>();
        after.forEach(certificate -> present.addAll(certificate.allKeys()));
        Set<String> certificatesAfter = after.stream()
                .map(certificate -> certificate.summary().fingerprint())
                .collect(Collectors.toSet());
        List<KnownCertificate> usable =
                before.stream().filter(KnownCertificate::isUsable).toList();
        for (KnownCertificate certificate : usable) {
            String fingerprint = certificate.summary().fingerprint();
            if (certificatesAfter.contains(fingerprint)) {
                certificate.summary().keys().stream()
                        .filter(key -> !present.contains(key.fingerprint()))
                        .forEach(key -> objections.add(lost("subkey " + key.fingerprint() + " of the certificate")));
            } else if (usable.size() > 1) {
                objections.add(lost("certificate " + fingerprint + ", one of several that mail is sealed to,"));
            } else if (after.stream()
                    .noneMatch(other ->
                            other.summary().kind() == certificate.summary().kind())) {
                objections.add(lost("certificate " + fingerprint + " (of the other kind of encryption)"));
            }
        }
    }

    private static Objection lost(String what) {
        return new Objection(
                Reason.LOSES_KEY,
                what + " is missing; whoever has only the secret key of that one could not read mail");
    }
}
