package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.CertificateJudge.Reading;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.smtp.EmailAddress;

/**
 * The certificates of addresses: judged, written, shown and taken away. Each change is recorded in the
 * {@link DirectoryAudit}.
 */
@ThreadSafe
public final class CertificateEdits implements CertificateAdmission {

    private final DirectoryEditor directory;
    private final CertificateJudge judge;
    private final DirectoryAudit audit;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    /**
     * @param directory is read and changed
     * @param trial seals a message to certificates that are handed in
     * @param audit records each change
     * @param clock the time at which certificates must be usable
     */
    public CertificateEdits(DirectoryEditor directory, TrialSeal trial, DirectoryAudit audit, Clock clock) {
        this.directory = directory;
        this.judge = new CertificateJudge(directory, trial, clock);
        this.audit = audit;
        this.clock = clock;
    }

    /** The judgement on the documents that were changed, or would have been: a decision may be made several times. */
    private static final class LastJudgement {
        private Optional<Admission> admission = Optional.empty();
    }

    @Override
    public Admission judge(EmailAddress address, byte[] octets, boolean force) throws DirectoryUnavailableException {
        return judge.judge(address, octets, force);
    }

    /**
     * Judges certificates for an address that is about to be added, as if its identity were there without any.
     *
     * @param address as for {@link #judge}
     * @param octets as for {@link #judge}
     * @param force as for {@link #judge}
     */
    public Admission judgeNew(EmailAddress address, byte[] octets, boolean force) {
        return judge.judge(
                AddressKey.of(address),
                judge.read(octets),
                List.of(IdentityEdits.empty(address)),
                CertificateJudge.ofForce(force));
    }

    /**
     * Judges certificates, and writes them if they are taken. They replace all certificates that the identity of the
     * address has, and nobody else's change in between is overwritten.
     *
     * @param address as for {@link #judge}, or a catch-all, which no certificate names
     * @param octets as for {@link #judge}
     * @param force as for {@link #judge}
     * @param by who wants it
     * @return what was taken, or why nothing was changed
     * @throws DirectoryUnavailableException when the directory cannot be read or written
     */
    public Admission put(AddressKey address, byte[] octets, boolean force, Actor by)
            throws DirectoryUnavailableException {
        return put(address, octets, CertificateJudge.ofForce(force), by);
    }

    /**
     * The same, for somebody who has overruled some objections and no others.
     *
     * @param overruled the objections; one that cannot be overruled counts all the same
     */
    public Admission put(AddressKey address, byte[] octets, Set<Objection.Reason> overruled, Actor by)
            throws DirectoryUnavailableException {
        Reading reading = judge.read(octets);
        LastJudgement last = new LastJudgement();
        try {
            DirectoryChange change = directory.edit(address, documents -> {
                Admission admission = judge.judge(address, reading, documents, overruled);
                last.admission = Optional.of(admission);
                if (!(admission instanceof Admission.Taken taken)) {
                    throw new EditRefusedException("the certificate is not taken");
                }
                KeyDocument document = suitable(documents);
                return new Edit.Replace(document.stored(), document.with(taken.material()));
            });
            Admission admission = last.admission.orElseThrow();
            audit.changed(by, DirectoryAudit.Action.PUT_CERTIFICATE, address, change, overruled(admission));
            return admission;
        } catch (EditRefusedException e) {
            return last.admission
                    .filter(Admission.Refused.class::isInstance)
                    .orElseGet(() -> Admission.Refused.because(
                            new Objection(Objection.Reason.DOCUMENT, String.valueOf(e.getMessage()))));
        }
    }

    /**
     * Takes all certificates of an address away. Mail for it waits until it has others, unless it is an alias whose
     * destination has one.
     *
     * @param by who wants it
     * @return what was changed
     * @throws EditRefusedException when there is none, or the identity cannot be changed
     * @throws DirectoryUnavailableException when the directory cannot be read or written
     */
    public DirectoryChange remove(AddressKey address, Actor by)
            throws EditRefusedException, DirectoryUnavailableException {
        DirectoryChange change = directory.edit(address, documents -> {
            KeyDocument document = suitable(documents);
            if (!document.hasCertificates()) {
                throw new EditRefusedException("the address has no certificate");
            }
            return new Edit.Replace(document.stored(), document.withoutCertificates());
        });
        audit.changed(by, DirectoryAudit.Action.DELETE_CERTIFICATE, address, change, List.of());
        return change;
    }

    /**
     * The certificates in the identity of an address, usable or not. An alias without any uses those of its
     * destination, which are not listed here.
     *
     * @throws EditRefusedException when the address has no identity, or several that could be meant
     * @throws DirectoryUnavailableException when the directory cannot be read
     */
    public List<CertificateSummary> of(AddressKey address) throws EditRefusedException, DirectoryUnavailableException {
        KeyDocument document = suitable(directory.find(address));
        return KnownCertificate.summaries(
                KnownCertificate.in(document.identity().keyMaterial(), clock.instant()));
    }

    private static KeyDocument suitable(List<StoredDocument> documents) throws EditRefusedException {
        try {
            return KeyDocument.in(documents);
        } catch (KeyDocument.UnsuitableException e) {
            throw new EditRefusedException(e.objection().words());
        }
    }

    private static List<String> overruled(Admission admission) {
        return admission instanceof Admission.Taken taken ? taken.overruledWords() : List.of();
    }
}
