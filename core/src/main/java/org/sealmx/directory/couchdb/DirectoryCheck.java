package org.sealmx.directory.couchdb;

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
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.CouchDbException.Kind;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.AddressKey;
import org.sealmx.directory.BrokenIdentity;
import org.sealmx.directory.CertificateMaterial;
import org.sealmx.directory.Identity;
import org.sealmx.directory.IdentityDocument;
import org.sealmx.directory.IdentityParser;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.couchdb.DirectoryReport.Finding;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.openpgp.CertificateSource;

/**
 * Looks at every document of a directory before it goes live: whether it can be understood, whether the views find it, whether its
 * certificates can be encrypted to. Changes nothing. Used once, by one thread; holds one entry in memory for each main address.
 */
public final class DirectoryCheck {

    /** How many findings are listed. */
    public static final int MAX_FINDINGS = 1000;

    private static final int PAGE = 100;
    private static final String UNNAMED = "(whose id looks like an address)";

    private final CouchDbClient client;
    private final CouchDbViews views;
    private final LocalDomains domains;
    private final Function<CertificateMaterial, CertificateSource> certificates;
    private final Clock clock;

    private final Map<DocumentStatus, Long> counts = new EnumMap<>(DocumentStatus.class);
    private final Map<AddressKey, String> mains = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long allFindings;

    /**
     * @param client       is not closed with this
     * @param views        of the directory
     * @param domains      which are ours
     * @param certificates reads key material
     * @param clock        at which time certificates must be usable
     */
    public DirectoryCheck(
            CouchDbClient client,
            CouchDbViews views,
            LocalDomains domains,
            Function<CertificateMaterial, CertificateSource> certificates,
            Clock clock) {
        this.client = client;
        this.views = views;
        this.domains = domains;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Checks the directory.
     *
     * @throws CouchDbException when the server cannot be reached or does not answer a question; its message is for the operator
     */
    public DirectoryReport run() throws CouchDbException {
        String version = client.server().version();
        client.database(views.database());
        Optional<String> design = views.find();
        Optional<String> last = Optional.empty();
        int limit = PAGE;
        while (true) {
            try {
                List<ViewRow> page = client.allDocuments(views.database(), last, limit, true);
                checkPage(page, design);
                if (page.size() < limit) {
                    break;
                }
                last = Optional.of(page.get(page.size() - 1).id());
                limit = PAGE;
            } catch (CouchDbException e) {
                if (e.kind() != Kind.TOO_LARGE || e.status().isPresent()) {
                    throw e;
                }
                if (limit == 1) {
                    last = passUnread(last);
                }
                limit = Math.max(1, limit / 5);
            }
        }
        return new DirectoryReport(version, views.database().value(), design, counts, findings, allFindings);
    }

    /** Passes a document that is too large to be read. */
    private Optional<String> passUnread(Optional<String> last) throws CouchDbException {
        List<ViewRow> row = client.allDocuments(views.database(), last, 1, false);
        if (row.isEmpty()) {
            return last;
        }
        String id = row.get(0).id();
        count(DocumentStatus.BROKEN);
        BrokenIdentity unread = StoredIdentity.unread(id, Optional.empty(), Optional.empty(), "larger than is read");
        find(unread.id(), unread.problem());
        return Optional.of(id);
    }

    private void checkPage(List<ViewRow> page, Optional<String> design) throws CouchDbException {
        Map<String, Identity> identities = new LinkedHashMap<>();
        for (ViewRow row : page) {
            JsonNode stored = row.document().orElseThrow();
            Optional<IdentityDocument> document = IdentityParser.parse(stored, UNNAMED);
            if (document.isEmpty()) {
                count(DocumentStatus.OTHER);
            } else if (document.get() instanceof BrokenIdentity broken) {
                count(DocumentStatus.BROKEN);
                find(broken.id(), "field " + broken.field() + ": " + broken.problem());
            } else if (document.get() instanceof Identity identity) {
                identities.put(row.id(), identity);
                checkIdentity(identity);
            }
            if (document.isPresent() && stored.path("_conflicts").size() > 0) {
                find(document.get().id(), "in conflict, and CouchDB chose one revision");
            }
        }
        if (design.isPresent() && !identities.isEmpty()) {
            checkViews(design.get(), identities);
        }
    }

    private void checkIdentity(Identity identity) {
        DocumentStatus status = statusOf(identity);
        count(status);
        if (identity.isMain()) {
            Optional.ofNullable(mains.putIfAbsent(identity.address(), identity.id()))
                    .ifPresent(other ->
                            find(identity.id(), "main identity of the same address as identity document " + other));
        }
        boolean used = status != DocumentStatus.ORPHANED && status != DocumentStatus.DISABLED;
        if (used && (identity.isMain() || !identity.keyMaterial().isEmpty())) {
            CertificateEvaluation evaluation =
                    certificates.apply(identity.keyMaterial()).evaluate(clock.instant());
            if (!(evaluation instanceof CertificateEvaluation.Usable)) {
                find(identity.id(), "certificate: " + evaluation.describe());
            }
        }
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

    /** A document that a view does not find would be an address that does not exist. */
    private void checkViews(String design, Map<String, Identity> identities) throws CouchDbException {
        Set<String> addresses = new HashSet<>();
        Set<String> users = new HashSet<>();
        for (Identity identity : identities.values()) {
            addresses.addAll(Spellings.of(identity.address()));
            identity.userId().ifPresent(user -> users.add(user.value()));
        }
        Set<String> byAddress = idsOf(design, CouchDbViews.BY_ADDRESS, addresses);
        Set<String> byUser = users.isEmpty() ? Set.of() : idsOf(design, CouchDbViews.BY_USER_ID, users);
        identities.forEach((id, identity) -> {
            if (!byAddress.contains(id)) {
                find(
                        identity.id(),
                        "not found by its address: written in another way than in lower case, or a view that leaves it out");
            }
            if (identity.userId().isPresent() && !byUser.contains(id)) {
                find(identity.id(), "not found by its user_id: a view that leaves it out");
            }
        });
    }

    private Set<String> idsOf(String design, String view, Set<String> keys) throws CouchDbException {
        Set<String> ids = new HashSet<>();
        client.view(views.database(), design, view, keys, false).forEach(row -> ids.add(row.id()));
        return ids;
    }

    private void count(DocumentStatus status) {
        counts.merge(status, 1L, Long::sum);
    }

    private void find(String documentId, String problem) {
        allFindings++;
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(documentId, problem));
        }
    }
}
