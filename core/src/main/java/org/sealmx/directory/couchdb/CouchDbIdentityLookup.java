package org.sealmx.directory.couchdb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.AddressKey;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.IdentityDocument;
import org.sealmx.directory.IdentityLookup;

/**
 * Finds identity documents in CouchDB, all keys of a call in one request. Which design document has the views is found out with the
 * first call and again when they are missing, so that a server that is down, new or restored needs no restart here. Every failure is
 * an outage: a database or a view that is missing says nothing about an address. Safe for use by several threads.
 */
public final class CouchDbIdentityLookup implements IdentityLookup {

    private final DesignName design;
    private final ViewReader reader;
    private final DocumentProblems problems;

    /**
     * @param client      is not closed with this
     * @param views       where the views are
     * @param problems    is told what is wrong with single documents
     * @param createViews whether views that are missing are made
     */
    public CouchDbIdentityLookup(
            CouchDbClient client, CouchDbViews views, DocumentProblems problems, boolean createViews) {
        this.design = new DesignName(views, createViews);
        this.reader = new ViewReader(client, views.database());
        this.problems = problems;
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
            throws DirectoryUnavailableException {
        Map<String, AddressKey> spellings = new LinkedHashMap<>();
        keys.forEach(key -> Spellings.of(key).forEach(spelling -> spellings.put(spelling, key)));
        Map<AddressKey, List<IdentityDocument>> found = find(
                CouchDbViews.BY_ADDRESS,
                spellings,
                (document, key) -> document.key().map(key::equals).orElse(true),
                (row, key) -> unread(row, Optional.of(key), Optional.empty()));
        found.values().forEach(documents -> StoredIdentity.reportSeveralMains(documents, problems));
        return found;
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException {
        return find(
                CouchDbViews.BY_USER_ID,
                users.stream().collect(Collectors.toMap(AccountId::value, user -> user)),
                (document, user) -> document.userId().map(user::equals).orElse(true),
                (row, user) -> unread(row, Optional.empty(), Optional.of(user)));
    }

    /** For each key its documents, each once, in the order of their ids. */
    private <K> Map<K, List<IdentityDocument>> find(
            String view,
            Map<String, K> keys,
            BiPredicate<IdentityDocument, K> belongs,
            BiFunction<ViewRow, K, IdentityDocument> unread)
            throws DirectoryUnavailableException {
        Map<K, Map<String, IdentityDocument>> found = new LinkedHashMap<>();
        for (ViewRow row : rows(view, keys.keySet())) {
            // rows() has none for other keys
            K key = Optional.ofNullable(keys.get(row.key())).orElseThrow();
            Optional<IdentityDocument> document = row.document().isPresent()
                    ? StoredIdentity.read(row.document().get(), problems)
                    : Optional.of(unread.apply(row, key));
            if (document.isPresent() && !belongs.test(document.get(), key)) {
                throw new DirectoryUnavailableException(
                        "identity document " + document.get().id() + " changed while view " + view + " was read");
            }
            document.ifPresent(
                    one -> found.computeIfAbsent(key, k -> new TreeMap<>()).putIfAbsent(row.id(), one));
        }
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue().values())));
    }

    private IdentityDocument unread(ViewRow row, Optional<AddressKey> key, Optional<AccountId> user) {
        var broken = StoredIdentity.unread(
                row.id(), key, user, "larger than is read, or one of more than " + ViewReader.MAX_PIECES);
        problems.report(broken.describe());
        return broken;
    }

    private List<ViewRow> rows(String view, Set<String> keys) throws DirectoryUnavailableException {
        try {
            return reader.read(design.get(), view, keys);
        } catch (CouchDbException e) {
            design.forgetAfter(e);
            throw new DirectoryUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }
}
