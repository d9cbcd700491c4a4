package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.edit.DirectoryChange;
import org.sealmx.directory.edit.DirectoryEditor;
import org.sealmx.directory.edit.Edit;
import org.sealmx.directory.edit.EditDecision;
import org.sealmx.directory.edit.EditRefusedException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Changes the directory in CouchDB, each document with its revision: what somebody else has written meanwhile is never
 * overwritten, but read, and the change decided again. A document that is in conflict is not changed.
 */
@ThreadSafe
public final class CouchDbDirectoryEditor implements DirectoryEditor {

    private static final int ATTEMPTS = 5;
    private static final int PAGE = 100;
    private static final String ID = "_id";
    private static final String REVISION = "_rev";
    private static final String CONFLICTS = "_conflicts";
    private static final String DELETED = "_deleted";

    private final CouchDbClient client;
    private final CouchDbViews views;
    private final ViewReader reader;
    private final Canary canary;

    /**
     * @param client not closed with this
     * @param views the views with which addresses are found
     * @param domains our domains: an answer without the postmaster of the address's domain is not trusted
     * @param createViews whether to create missing views when an address is looked for
     */
    public CouchDbDirectoryEditor(CouchDbClient client, CouchDbViews views, LocalDomains domains, boolean createViews) {
        this.client = client;
        this.views = views;
        this.reader = new ViewReader(client, views, createViews);
        this.canary = new Canary(
                domains, CouchDbViews.BY_ADDRESS + " of database " + views.database(), System::currentTimeMillis);
    }

    @Override
    public List<StoredDocument> find(AddressKey key) throws DirectoryUnavailableException {
        Map<String, String> canaries = Canary.keys(canary.domainsOf(List.of(key)));
        Set<String> spellings = Spellings.of(key);
        Set<String> keys = new LinkedHashSet<>(spellings);
        keys.addAll(canaries.keySet());
        List<ViewRow> rows = reader.read(CouchDbViews.BY_ADDRESS, keys);
        // or the first postmaster could never be added
        if (!canaries.containsKey(key.value()) && !(rows.isEmpty() && isUnused(key.domain()))) {
            canary.require(canaries, rows);
        }
        Map<String, StoredDocument> found = new TreeMap<>();
        for (ViewRow row : rows) {
            if (spellings.contains(row.key())) {
                JsonNode document = row.document()
                        .orElseThrow(() -> new DirectoryUnavailableException(
                                "a document of the address is too large to read, or there are too many"));
                StoredDocument stored = StoredDocument.of(document);
                if (isIdentityOf(stored, key)) {
                    found.putIfAbsent(row.id(), stored);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isIdentityOf(StoredDocument stored, AddressKey key) {
        return keyOf(stored).filter(key::equals).isPresent();
    }

    private static Optional<AddressKey> keyOf(StoredDocument stored) {
        return IdentityParser.parse(stored).flatMap(IdentityDocument::key);
    }

    /**
     * Whether the database has no address of a domain, not even one that the view does not find: its first one is not
     * the postmaster, who usually leads to it.
     */
    private boolean isUnused(String domain) throws DirectoryUnavailableException {
        Set<AddressKey> used = new LinkedHashSet<>();
        forEach(stored -> keyOf(stored)
                .filter(key -> used.isEmpty() && key.domain().equals(domain))
                .ifPresent(used::add));
        return used.isEmpty();
    }

    @Override
    public void forEach(Consumer<StoredDocument> documents) throws DirectoryUnavailableException {
        try {
            new EveryDocument(client, views.database()).read(PAGE, documents);
        } catch (ServerException e) {
            throw unavailable(MissingDatabase.explained(e, client, views.database()));
        }
    }

    @Override
    public DirectoryChange edit(AddressKey key, EditDecision decision)
            throws EditRefusedException, DirectoryUnavailableException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Edit edit = decision.on(find(key));
            try {
                if (write(edit)) {
                    return DirectoryChange.of(edit);
                }
            } catch (ServerException e) {
                throw unavailable(e);
            }
        }
        throw new DirectoryUnavailableException("the document keeps changing in CouchDB, or another one has its id;"
                + " nothing was changed, try again");
    }

    /** Writes the document, unless somebody else has changed it meanwhile. */
    private boolean write(Edit edit) throws ServerException, EditRefusedException {
        ObjectNode next = next(edit);
        try {
            client.put(views.database(), next);
            return true;
        } catch (ServerException e) {
            if (e.kind() != Kind.CONFLICT) {
                throw e;
            }
            // the answer to a request that was repeated may be a conflict with itself
            return isStored(next);
        }
    }

    private boolean isStored(ObjectNode next) throws ServerException {
        Optional<JsonNode> stored =
                client.document(views.database(), next.path(ID).asText());
        if (next.path(DELETED).asBoolean()) {
            return stored.isEmpty();
        }
        return stored.isPresent() && content(stored.get()).equals(content(next));
    }

    private static ObjectNode content(JsonNode document) {
        return ((ObjectNode) document.deepCopy()).without(List.of(REVISION, CONFLICTS));
    }

    private static ObjectNode next(Edit edit) throws EditRefusedException {
        if (edit instanceof Edit.Insert insert) {
            return insert.document();
        }
        if (edit instanceof Edit.Replace replace) {
            requireNoConflict(replace.before());
            return replace.after();
        }
        StoredDocument before = ((Edit.Delete) edit).before();
        requireNoConflict(before);
        ObjectNode tombstone = ((ObjectNode) before.content()).objectNode();
        tombstone.set(ID, before.content().path(ID));
        tombstone.set(REVISION, before.content().path(REVISION));
        return tombstone.put(DELETED, true);
    }

    private static void requireNoConflict(StoredDocument document) throws EditRefusedException {
        if (document.content().path(CONFLICTS).size() > 0) {
            throw new EditRefusedException("identity " + document.id()
                    + " is in conflict in CouchDB, which chose one of its revisions; delete the others first");
        }
    }

    private static DirectoryUnavailableException unavailable(ServerException e) {
        return new DirectoryUnavailableException(String.valueOf(e.getMessage()), e);
    }
}
