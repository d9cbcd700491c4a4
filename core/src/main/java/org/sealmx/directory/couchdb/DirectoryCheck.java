package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.http.ServerException;

/**
 * Checks every document of a directory in CouchDB before it goes live: whether it can be understood, whether the views
 * find it, and whether mail can be encrypted to its certificates. Changes nothing. Used once, by one thread.
 */
public final class DirectoryCheck {

    private static final int PAGE = 100;

    private final CouchDbClient client;
    private final CouchDbViews views;
    private final DocumentCheck documents;
    /** The id of the last document that was read or skipped. */
    private Optional<String> last = Optional.empty();

    /**
     * @param client not closed with this
     * @param views of the directory
     * @param documents checks each document
     */
    public DirectoryCheck(CouchDbClient client, CouchDbViews views, DocumentCheck documents) {
        this.client = client;
        this.views = views;
        this.documents = documents;
    }

    /**
     * Checks the directory.
     *
     * @throws ServerException when the server cannot be reached or does not answer; its message is for the operator
     */
    public DirectoryReport run() throws ServerException {
        String version = client.server().version();
        requireDatabase();
        Optional<String> design = views.find();
        if (design.isEmpty()) {
            documents.find("the views are missing, without which the server finds no address; " + views.remedy());
        }
        Pages.read(PAGE, limit -> readPage(limit, design), this::skipUnread);
        return documents.report(
                List.of(
                        "CouchDB " + version + ", database " + views.database(),
                        design.map(name -> "views: in design document " + name)
                                .orElse(
                                        "views: MISSING; nothing can be looked up until they are created (--create-views)")),
                design.isPresent());
    }

    private void requireDatabase() throws ServerException {
        try {
            client.database(views.database());
        } catch (ServerException e) {
            throw MissingDatabase.explained(e, client, views.database());
        }
    }

    private int readPage(int limit, Optional<String> design) throws ServerException {
        List<ViewRow> page = client.allDocuments(views.database(), last, limit, true);
        checkPage(page, design);
        page.forEach(row -> last = Optional.of(row.id()));
        return page.size();
    }

    /** Skips a document that is too large to read. */
    private void skipUnread() throws ServerException {
        for (ViewRow row : client.allDocuments(views.database(), last, 1, false)) {
            documents.broken(DocumentId.at(row.id(), row.id()), "too large to read");
            last = Optional.of(row.id());
        }
    }

    private void checkPage(List<ViewRow> page, Optional<String> design) throws ServerException {
        Map<String, Identity> identities = new LinkedHashMap<>();
        for (ViewRow row : page) {
            JsonNode stored = row.document().orElseThrow();
            Optional<IdentityDocument> document = documents.document(StoredDocument.at(row.id(), stored));
            if (document.orElse(null) instanceof Identity identity) {
                identities.put(row.id(), identity);
            }
            if (document.isPresent() && stored.path("_conflicts").size() > 0) {
                documents.find(document.get(), "in conflict, and CouchDB chose one revision");
            }
        }
        if (design.isPresent() && !identities.isEmpty()) {
            checkViews(design.get(), identities);
        }
    }

    /** Checks that the views find each document; the address of one that they do not find would not exist. */
    private void checkViews(String design, Map<String, Identity> identities) throws ServerException {
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
                documents.notFoundByAddress(
                        identity,
                        "not found by its address: it is not written in lower case, or the view leaves it out");
            }
            if (identity.userId().isPresent() && !byUser.contains(id)) {
                documents.notFoundByAccount(identity, "not found by its user_id: the view leaves it out");
            }
        });
    }

    private Set<String> idsOf(String design, String view, Set<String> keys) throws ServerException {
        Set<String> ids = new HashSet<>();
        client.view(views.database(), design, view, keys, false).forEach(row -> ids.add(row.id()));
        return ids;
    }
}
