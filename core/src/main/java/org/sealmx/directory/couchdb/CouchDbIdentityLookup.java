package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.outage.OutageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds identity documents in CouchDB, all keys of a call in one request. The first call determines which design
 * document has the views, and so does each call after they were missing, so that SealMX need not be restarted after a
 * server was down, replaced or restored. Every failure is an outage: a missing database or view says nothing about an
 * address, and neither does an answer without the rows that it must contain ({@link Canary}), or of a database that is
 * being restored ({@link Restoration}).
 */
@ThreadSafe
public final class CouchDbIdentityLookup implements IdentityLookup, DirectoryHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbIdentityLookup.class);

    private final ViewReader reader;
    private final DocumentProblems problems;
    private final Canary canary;
    private final LocalDomains domains;
    private final OutageLog silentAccounts;
    private final Restoration restoration;

    /** An account that the view of accounts must find unless its document was deleted. */
    @SuppressWarnings("ThreadSafe")
    private volatile Optional<AccountId> witness = Optional.empty();

    /**
     * @param client not closed with this
     * @param views the views to use
     * @param domains our domains, each with a postmaster
     * @param problems logs what is wrong with single documents
     * @param createViews whether to create missing views
     */
    public CouchDbIdentityLookup(
            CouchDbClient client,
            CouchDbViews views,
            LocalDomains domains,
            DocumentProblems problems,
            boolean createViews) {
        this(client, views, domains, problems, createViews, new Restoration(views.database()));
    }

    /**
     * Distrusts a database that is being restored as well.
     *
     * @param restoration is told by a feed of the database
     */
    public CouchDbIdentityLookup(
            CouchDbClient client,
            CouchDbViews views,
            LocalDomains domains,
            DocumentProblems problems,
            boolean createViews,
            Restoration restoration) {
        this.restoration = restoration;
        this.reader = new ViewReader(client, views, createViews);
        this.problems = problems;
        this.domains = domains;
        this.canary = new Canary(
                domains, CouchDbViews.BY_ADDRESS + " of database " + views.database(), System::currentTimeMillis);
        this.silentAccounts = new OutageLog(
                LOGGER,
                "View " + CouchDbViews.BY_USER_ID + " of database " + views.database()
                        + " does not find the account of a postmaster, so its answers are not trusted and mail waits",
                "View " + CouchDbViews.BY_USER_ID + " of database " + views.database() + " finds accounts again",
                System::currentTimeMillis);
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
            throws DirectoryUnavailableException {
        Map<String, AddressKey> spellings = new LinkedHashMap<>();
        keys.forEach(key -> Spellings.of(key).forEach(spelling -> spellings.put(spelling, key)));
        Map<String, String> canaries = Canary.keys(canary.domainsOf(keys));
        List<ViewRow> rows = reader.read(CouchDbViews.BY_ADDRESS, union(spellings.keySet(), canaries.keySet()));
        canary.require(canaries, rows);
        restoration.requireEnded();
        remember(rows, canaries.keySet());
        Map<AddressKey, List<IdentityDocument>> found = read(
                CouchDbViews.BY_ADDRESS,
                rows,
                spellings,
                (document, key) -> document.key().map(key::equals).orElse(true),
                (row, key) -> unread(row, Optional.of(key), Optional.empty()));
        found.values().forEach(documents -> StoredIdentity.reportSeveralMains(documents, problems));
        return found;
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException {
        Map<String, AccountId> keys = users.stream().collect(Collectors.toMap(AccountId::value, user -> user));
        return read(
                CouchDbViews.BY_USER_ID,
                rowsOfAccounts(keys.keySet()),
                keys,
                (document, user) -> document.userId().map(user::equals).orElse(true),
                (row, user) -> unread(row, Optional.empty(), Optional.of(user)));
    }

    /**
     * The rows of accounts. An answer without rows is trusted only if it contains those of an account that owns a
     * postmaster address. The same request asks for that account, which is looked up again when it may have changed.
     */
    private List<ViewRow> rowsOfAccounts(Set<String> users) throws DirectoryUnavailableException {
        for (boolean again = false; ; again = true) {
            if (again || witness.isEmpty()) {
                findWitness();
            }
            Set<String> witnesses = witness.map(AccountId::value).map(Set::of).orElse(Set.of());
            List<ViewRow> rows = reader.read(CouchDbViews.BY_USER_ID, union(users, witnesses));
            Set<String> present = rows.stream().map(ViewRow::key).collect(Collectors.toSet());
            // If no postmaster belongs to an account, there is no witness to require.
            if (present.containsAll(users) || present.containsAll(witnesses)) {
                restoration.requireEnded();
                silentAccounts.succeeded();
                return rows;
            }
            if (again) {
                silentAccounts.failed("empty", "its map function fails");
                throw new UntrustedAnswerException(silentAccounts.problem().orElseThrow());
            }
        }
    }

    private void findWitness() throws DirectoryUnavailableException {
        Map<String, String> canaries = Canary.keys(domains.names());
        List<ViewRow> rows = reader.read(CouchDbViews.BY_ADDRESS, canaries.keySet());
        if (rows.isEmpty()) {
            // Only if there are no rows at all: one domain may have lost its postmaster while another has one.
            canary.require(canaries, rows);
        }
        witness = Optional.empty();
        remember(rows, canaries.keySet());
    }

    private void remember(List<ViewRow> rows, Set<String> canaries) {
        if (witness.isEmpty()) {
            witness = rows.stream()
                    .filter(row -> canaries.contains(row.key()))
                    .flatMap(row -> row.document().stream())
                    .flatMap(document -> StoredIdentity.userId(document).stream())
                    .findFirst();
        }
    }

    private static Set<String> union(Set<String> keys, Set<String> further) {
        Set<String> all = new LinkedHashSet<>(keys);
        all.addAll(further);
        return all;
    }

    @Override
    public List<String> problems() {
        return Stream.of(
                        canary.problems(),
                        silentAccounts.problem().stream().toList(),
                        restoration.problem().stream().toList())
                .flatMap(List::stream)
                .toList();
    }

    /** The documents of each key, each once, ordered by their ids. */
    private <K> Map<K, List<IdentityDocument>> read(
            String view,
            List<ViewRow> rows,
            Map<String, K> keys,
            BiPredicate<IdentityDocument, K> belongs,
            BiFunction<ViewRow, K, IdentityDocument> unread)
            throws DirectoryUnavailableException {
        Map<K, Map<String, IdentityDocument>> found = new LinkedHashMap<>();
        for (ViewRow row : rows) {
            K key = keys.get(row.key());
            if (key == null) {
                // a canary
                continue;
            }
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
                row.id(),
                key,
                user,
                "too large to read, or one of more than " + ViewReader.MAX_PIECES + " with the same key");
        problems.report(broken.describe());
        return broken;
    }
}
