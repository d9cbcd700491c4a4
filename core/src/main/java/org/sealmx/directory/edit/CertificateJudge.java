package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.smtp.EmailAddress;

/**
 * Judges certificates against what the directory has. An input is read in full before anything else is asked; of one
 * that is refused, nothing is kept.
 */
@ThreadSafe
public final class CertificateJudge implements CertificateAdmission {

    private final DirectoryEditor directory;
    private final TrialSeal trial;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    /**
     * @param directory is read only
     * @param trial seals a message to the certificates
     * @param clock the time at which they must be usable
     */
    public CertificateJudge(DirectoryEditor directory, TrialSeal trial, Clock clock) {
        this.directory = directory;
        this.trial = trial;
        this.clock = clock;
    }

    @Override
    public Admission judge(EmailAddress address, byte[] octets, boolean force) throws DirectoryUnavailableException {
        Reading reading = read(octets);
        AddressKey key = AddressKey.of(address);
        return judge(key, reading, directory.find(key), ofForce(force));
    }

    /**
     * An input that was read.
     *
     * @param submitted empty when it cannot be read
     * @param objections why it cannot be taken, whatever the directory has
     * @param certificates what is in it
     * @param at the instant of the judgement
     */
    record Reading(
            Optional<SubmittedMaterial> submitted,
            List<Objection> objections,
            List<KnownCertificate> certificates,
            Instant at) {

        /** Copies the lists. */
        Reading {
            objections = List.copyOf(objections);
            certificates = List.copyOf(certificates);
        }

        private CertificateMaterial material() {
            return submitted.orElseThrow().material().material();
        }
    }

    /** Reads an input, and seals a trial. Needs no directory. */
    Reading read(byte[] octets) {
        Instant now = clock.instant();
        if (octets.length > MAX_OCTETS) {
            return unreadable(
                    "it has more than " + MAX_OCTETS / 1024
                            + " KiB; leave out what others have signed, with \"gpg --export-options export-minimal\" for example",
                    now);
        }
        SubmittedMaterial submitted;
        try {
            submitted = SubmittedMaterial.read(octets);
        } catch (MalformedCertificateException e) {
            return unreadable(e.problem(), now);
        }
        CertificateMaterial material = submitted.material().material();
        List<KnownCertificate> certificates = KnownCertificate.in(material, now);
        List<Objection> objections = new ArrayList<>();
        CertificateSource source = new AccountCertificateReader().read(material);
        CertificateEvaluation evaluation = source.evaluate(now);
        if (evaluation instanceof CertificateEvaluation.Usable usable) {
            trial.problem(usable).ifPresent(problem -> objections.add(new Objection(Reason.TRIAL, problem)));
            unreadableParts(certificates).ifPresent(objections::add);
            certificates.stream()
                    .flatMap(certificate -> certificate.held().lostProtection().stream())
                    .forEach(lost -> objections.add(new Objection(Reason.WEAKER, lost)));
        } else {
            objections.add(new Objection(Reason.UNUSABLE, "no mail can be encrypted to it: " + evaluation.describe()));
        }
        return new Reading(Optional.of(submitted), objections, certificates, now);
    }

    /** Something unreadable beside a usable certificate may be another one, which its owner expects to be in force. */
    private static Optional<Objection> unreadableParts(List<KnownCertificate> certificates) {
        return certificates.stream()
                .filter(certificate -> certificate.summary().fingerprint().isEmpty())
                .map(certificate -> new Objection(
                        Reason.UNREADABLE,
                        "a part of it cannot be read: " + certificate.summary().evaluation()))
                .findFirst();
    }

    private static Reading unreadable(String problem, Instant now) {
        return new Reading(Optional.empty(), List.of(new Objection(Reason.UNREADABLE, problem)), List.of(), now);
    }

    /** The objections that force overrules: all that can be, or none. */
    static Set<Reason> ofForce(boolean force) {
        return force ? EnumSet.allOf(Reason.class) : EnumSet.noneOf(Reason.class);
    }

    /**
     * Judges what was read against the documents of the address.
     *
     * @param overruled the objections that do not count, if they can be overruled
     */
    Admission judge(AddressKey address, Reading reading, List<StoredDocument> documents, Set<Reason> overruled) {
        List<Objection> objections = new ArrayList<>(reading.objections());
        List<KnownCertificate> before = List.of();
        try {
            CertificateMaterial old = KeyDocument.in(documents).identity().keyMaterial();
            before = KnownCertificate.in(old, reading.at());
            if (reading.submitted().isPresent()) {
                if (reading.submitted().get().hadSecretKey()) {
                    objections.add(new Objection(
                            Reason.SECRET_KEY,
                            "it has a secret key, which nobody but its owner may have; hand in the certificate alone"
                                    + " (with GnuPG: \"gpg --armor --export\"), and treat the key as compromised"));
                }
                objections.addAll(new Comparison(address, before, reading.certificates())
                        .objections(old, reading.material(), reading.at()));
            }
        } catch (KeyDocument.UnsuitableException e) {
            objections.add(0, e.objection());
        }
        objections.sort(Comparator.comparing(Objection::overrulable));
        List<CertificateSummary> replaces = KnownCertificate.summaries(before);
        List<CertificateSummary> certificates = KnownCertificate.summaries(reading.certificates());
        boolean taken = objections.stream()
                .allMatch(objection -> objection.overrulable() && overruled.contains(objection.reason()));
        if (!taken) {
            return new Admission.Refused(certificates, replaces, objections);
        }
        return new Admission.Taken(
                certificates,
                replaces,
                objections,
                reading.submitted().orElseThrow().material());
    }
}
