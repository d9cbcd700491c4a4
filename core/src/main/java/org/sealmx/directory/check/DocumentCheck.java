package org.sealmx.directory.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.QuantumProtection;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.identity.NotifyField;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.smtp.EmailAddress;

/**
 * Checks the documents of a directory one by one: whether each can be understood and is in a domain of ours, and
 * whether mail can be encrypted to its certificates, now and for a while. At the end, resolves each address in what was
 * read. Used once, by one thread; keeps each document in memory, without its key material.
 */
public final class DocumentCheck {

    /** How many findings are listed. */
    public static final int MAX_FINDINGS = 1000;

    private final LocalDomains domains;
    private final MaterialReader certificates;
    private final Clock clock;
    private final Optional<Duration> expiresWithin;
    private final StoreNames names;
    private final MailRules rules;

    private final Map<DocumentStatus, Long> counts = new EnumMap<>(DocumentStatus.class);
    private final KnownDocuments known = new KnownDocuments();
    private final JudgedCertificates judged;
    /** Whose mail is refused because of a finding that is listed. */
    private final Set<AddressKey> explained = new HashSet<>();
    /** About whom there is a finding that names no document. */
    private final Set<AddressKey> toldElsewhere = new HashSet<>();

    private final Map<Identity, CertificateSource> ofSeveralPeople = new LinkedHashMap<>();
    private final AtomicLong checked = new AtomicLong();
    private long postQuantum;
    private final Findings findings = new Findings();
    private final Findings expiring = new Findings();

    /**
     * @param domains our domains
     * @param certificates reads key material
     * @param clock the time at which certificates must be usable
     * @param expiresWithin how long they must stay usable in order not to be listed as expiring
     * @param names which accounts the store can have a mailbox for
     * @param rules what decides about mail for the addresses
     */
    public DocumentCheck(
            LocalDomains domains,
            MaterialReader certificates,
            Clock clock,
            Optional<Duration> expiresWithin,
            StoreNames names,
            MailRules rules) {
        this.domains = domains;
        this.certificates = certificates;
        this.clock = clock;
        this.expiresWithin = expiresWithin;
        this.names = names;
        this.rules = rules;
        this.judged = new JudgedCertificates(rules.policy()::problemWith);
    }

    /**
     * Checks a document.
     *
     * @return the parsed document; empty when it is of another type
     */
    public Optional<IdentityDocument> document(StoredDocument stored) {
        Optional<IdentityDocument> document = IdentityParser.parse(stored);
        if (document.isEmpty()) {
            count(DocumentStatus.OTHER);
        } else if (document.get() instanceof BrokenIdentity broken) {
            count(DocumentStatus.BROKEN);
            refused(broken, broken.what());
            known.add(broken);
        } else if (document.get() instanceof Identity identity) {
            understood(identity);
            CertificateRegistration.problemsIn(stored.content()).forEach(problem -> find(identity, problem));
            NotifyField.problemIn(stored.content()).ifPresent(problem -> find(identity, problem));
        }
        return document;
    }

    /** Counts a document of which not even the address can be read. */
    public void broken(DocumentId id, String problem) {
        count(DocumentStatus.BROKEN);
        findings.add(Optional.of(id), Optional.empty(), problem);
    }

    /** Adds something else that is wrong with a document. */
    public void find(IdentityDocument document, String problem) {
        findings.add(Optional.of(document.id()), document.key().map(AddressKey::written), problem);
    }

    /** Adds a reason why mail for the address of a document is refused. */
    private void refused(IdentityDocument document, String problem) {
        find(document, problem);
        document.key().ifPresent(explained::add);
    }

    /** Adds that the server does not find a document by its address, and why. */
    public void notFoundByAddress(IdentityDocument document, String problem) {
        find(document, problem);
        known.hideFromAddress(document);
    }

    /** Adds that the server does not find a document by its account, and why. */
    public void notFoundByAccount(IdentityDocument document, String problem) {
        find(document, problem);
        known.hideFromAccount(document);
    }

    /** In this directory, addresses that are not found may exist nevertheless, as {@code IdentityLookup.doubt} says. */
    public void doubt(String reason) {
        known.doubt(reason);
    }

    /** Adds that mail for an address is refused, with the reason in a sentence that names the address. */
    public void findAbout(EmailAddress address, String problem) {
        find(problem);
        toldElsewhere.add(AddressKey.of(address));
    }

    /** Adds something that is wrong with the directory rather than with a single document. */
    public void find(String problem) {
        findings.add(Optional.empty(), Optional.empty(), problem);
    }

    /**
     * The report about all documents checked so far.
     *
     * @param about lines that describe the directory
     * @param usable whether anything can be looked up in it
     */
    public DirectoryReport report(List<String> about, boolean usable) {
        judgeThoseOfSeveralPeople();
        new AddressCheck(known, domains, judged, rules, clock).run(explained, (document, problem) -> {
            if (document.key().filter(toldElsewhere::contains).isEmpty()) {
                find(document, problem);
            }
        });
        List<String> lines = new ArrayList<>(about);
        if (postQuantum > 0) {
            lines.add("mail for " + postQuantum + (postQuantum == 1 ? " address" : " addresses")
                    + " is protected from quantum computers as long as encryption-subkeys is strongest");
        }
        return new DirectoryReport(
                lines, usable, counts, findings.first(), findings.count(), expiring.first(), expiring.count());
    }

    private void understood(Identity identity) {
        DocumentStatus status = DocumentStatus.of(identity, domains);
        count(status);
        if (identity.isMain()) {
            known.mainOf(identity.address())
                    .ifPresent(other ->
                            refused(identity, "identity " + other.id() + " is also the main identity of this address"));
        }
        String domain = identity.address().domain();
        if (!domains.names().contains(domain)) {
            find(
                    identity,
                    "the domain " + domain
                            + " is not ours, so its mail is refused; add it to 'domains', or remove the identity");
        }
        if (identity.isMain()) {
            names.problemWith(identity.destination())
                    .ifPresent(problem ->
                            refused(identity, problem + ", so its mail is refused; give it another address"));
        }
        CertificateSource source = certificates.read(identity.keyMaterial());
        CertificateEvaluation evaluation = source.evaluate(clock.instant());
        boolean ofOthers = source.namesOthers(address -> AddressKey.of(address).equals(identity.address()));
        Identity kept = identity.withKeyMaterial(judged.keep(identity.keyMaterial(), source, evaluation, ofOthers));
        known.add(kept);
        boolean used = status != DocumentStatus.ORPHANED && status != DocumentStatus.DISABLED;
        if (used && (identity.isMain() || !identity.keyMaterial().isEmpty())) {
            if (ofOthers) {
                ofSeveralPeople.put(kept, source);
            } else {
                judge(kept, source, evaluation);
            }
        }
    }

    /** Certificates that name others than the account can be judged only when all its addresses are known. */
    private void judgeThoseOfSeveralPeople() {
        ofSeveralPeople.forEach((identity, source) -> {
            Set<AddressKey> own = identity.userId().map(known::addressesOf).orElseGet(() -> Set.of(identity.address()));
            CertificateSource owned = source.ownedBy(address -> own.contains(AddressKey.of(address)));
            judge(identity, owned, owned.evaluate(clock.instant()));
        });
        ofSeveralPeople.clear();
    }

    private void judge(Identity identity, CertificateSource source, CertificateEvaluation evaluation) {
        Instant now = clock.instant();
        boolean usable = evaluation instanceof CertificateEvaluation.Usable;
        if (!usable) {
            boolean secret = evaluation instanceof CertificateEvaluation.SecretKey;
            refused(identity, (secret ? "" : "certificate: ") + evaluation.describe());
        }
        source.remarks().stream()
                .filter(remark -> !remark.equals(evaluation.describe()))
                .forEach(remark -> find(identity, remark));
        if (evaluation instanceof CertificateEvaluation.Usable certificates) {
            certificates.unprotected().ifPresent(why -> find(identity, "certificate: " + why));
            QuantumProtection.endedBefore(source, now)
                    .ifPresent(end -> find(identity, "certificate: " + QuantumProtection.ended(end)));
            postQuantum += certificates.isPostQuantum() ? 1 : 0;
        }
        if (usable) {
            judgeLater(identity, source, now);
        }
    }

    private void judgeLater(Identity identity, CertificateSource source, Instant now) {
        expiresWithin.ifPresent(within -> {
            Instant until = now.plus(within);
            CertificateEvaluation later = source.evaluate(until);
            if (!(later instanceof CertificateEvaluation.Usable)) {
                String how = later instanceof CertificateEvaluation.Expired expired
                        ? "expires on " + expired.since()
                        : "will no longer be usable: " + later.describe();
                expires(identity, how);
            }
            QuantumProtection.endsBefore(source, now, until)
                    .ifPresent(end -> expires(
                            identity,
                            "its last post-quantum key ends on " + end
                                    + "; from then on, mail is not protected from quantum computers"));
        });
    }

    private void expires(Identity identity, String how) {
        expiring.add(Optional.of(identity.id()), Optional.of(identity.address().written()), "certificate: " + how);
    }

    /** How many documents were checked so far. Any thread may ask. */
    public long checked() {
        return checked.get();
    }

    private void count(DocumentStatus status) {
        checked.incrementAndGet();
        counts.merge(status, 1L, Long::sum);
    }
}
