package org.sealmx.directory.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.AddressKey;
import org.sealmx.directory.BrokenIdentity;
import org.sealmx.directory.CertificateMaterial;
import org.sealmx.directory.CertificateRegistration;
import org.sealmx.directory.Identity;
import org.sealmx.directory.IdentityDocument;
import org.sealmx.directory.IdentityParser;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.check.DirectoryReport.Finding;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.openpgp.CertificateSource;

/**
 * Looks at the documents of a directory, one after the other: whether each can be understood, and whether its certificates can be encrypted
 * to. Used once, by one thread; holds two entries in memory for each address.
 */
public final class DocumentCheck {

    /** How many findings are listed. */
    public static final int MAX_FINDINGS = 1000;

    private static final int LONGEST_NAME = 200;

    private final LocalDomains domains;
    private final Function<CertificateMaterial, CertificateSource> certificates;
    private final Clock clock;

    private final Map<DocumentStatus, Long> counts = new EnumMap<>(DocumentStatus.class);
    private final Map<AddressKey, String> mains = new HashMap<>();
    private final Map<AccountId, Set<AddressKey>> addresses = new HashMap<>();
    private final Map<Identity, CertificateSource> ofSeveralPeople = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long allFindings;

    /**
     * @param domains      which are ours
     * @param certificates reads key material
     * @param clock        at which time certificates must be usable
     */
    public DocumentCheck(
            LocalDomains domains, Function<CertificateMaterial, CertificateSource> certificates, Clock clock) {
        this.domains = domains;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * A document.
     *
     * @param stored what was stored
     * @param name   names it to the operator when its {@code _id} cannot
     * @return what it says; empty when it is of another type
     */
    public Optional<IdentityDocument> document(JsonNode stored, String name) {
        Optional<IdentityDocument> document = IdentityParser.parse(stored, name);
        if (document.isEmpty()) {
            count(DocumentStatus.OTHER);
        } else if (document.get() instanceof BrokenIdentity broken) {
            broken(broken.id(), "field " + broken.field() + ": " + broken.problem());
        } else if (document.get() instanceof Identity identity) {
            understood(identity);
            CertificateRegistration.problemsIn(stored).forEach(problem -> find(identity.id(), problem));
        }
        return document;
    }

    /** A document that cannot be understood. */
    public void broken(String id, String problem) {
        count(DocumentStatus.BROKEN);
        find(id, problem);
    }

    /** Something else that is wrong with a document, or with what it stands for. */
    public void find(String id, String problem) {
        allFindings++;
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(printable(id), problem));
        }
    }

    /**
     * What has been seen.
     *
     * @param about  what the directory is, in lines
     * @param usable whether anything can be looked up in it
     */
    public DirectoryReport report(List<String> about, boolean usable) {
        judgeThoseOfSeveralPeople();
        return new DirectoryReport(about, usable, counts, findings, allFindings);
    }

    private void understood(Identity identity) {
        String id = identity.id();
        identity.userId()
                .ifPresent(user ->
                        addresses.computeIfAbsent(user, any -> new HashSet<>(2)).add(identity.address()));
        DocumentStatus status = statusOf(identity);
        count(status);
        if (identity.isMain()) {
            Optional.ofNullable(mains.putIfAbsent(identity.address(), id))
                    .ifPresent(other ->
                            find(id, "main identity of the same address as identity document " + printable(other)));
        }
        boolean used = status != DocumentStatus.ORPHANED && status != DocumentStatus.DISABLED;
        if (used && (identity.isMain() || !identity.keyMaterial().isEmpty())) {
            CertificateSource source = certificates.apply(identity.keyMaterial());
            if (source.namesOthers(address -> AddressKey.of(address).equals(identity.address()))) {
                ofSeveralPeople.put(identity, source);
            } else {
                judge(id, source);
            }
        }
    }

    /** What names others than the account can be judged when all its addresses have been seen. */
    private void judgeThoseOfSeveralPeople() {
        ofSeveralPeople.forEach((identity, source) -> {
            Set<AddressKey> own = identity.userId().map(addresses::get).orElseGet(() -> Set.of(identity.address()));
            judge(identity.id(), source.ownedBy(address -> own.contains(AddressKey.of(address))));
        });
        ofSeveralPeople.clear();
    }

    private void judge(String id, CertificateSource source) {
        CertificateEvaluation evaluation = source.evaluate(clock.instant());
        if (evaluation instanceof CertificateEvaluation.SecretKey) {
            find(id, evaluation.describe());
        } else if (!(evaluation instanceof CertificateEvaluation.Usable)) {
            find(id, "certificate: " + evaluation.describe());
        }
        source.remarks().stream()
                .filter(remark -> !remark.equals(evaluation.describe()))
                .forEach(remark -> find(id, remark));
    }

    private DocumentStatus statusOf(Identity identity) {
        if (identity.userId().isEmpty()) {
            return DocumentStatus.ORPHANED;
        }
        if (!identity.enabled()) {
            return DocumentStatus.DISABLED;
        }
        if (!domains.contains(identity.destination())) {
            return DocumentStatus.FORWARD;
        }
        return identity.isMain() ? DocumentStatus.MAIN : DocumentStatus.ALIAS;
    }

    private void count(DocumentStatus status) {
        counts.merge(status, 1L, Long::sum);
    }

    /** Whoever wrote a document chose its id: nothing in it may move the operator's cursor. */
    private static String printable(String id) {
        String shown = id.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME) + "...";
    }
}
