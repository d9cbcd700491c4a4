package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.outage.OutageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an empty answer from an answer that is missing. A view whose map function throws, or a database that is being
 * restored, finds no documents at all. But each domain of ours has a postmaster, under an address of its own or a
 * catch-all, so each request asks for it as well, and an answer without it is not trusted.
 */
@ThreadSafe
final class Canary implements DirectoryHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbIdentityLookup.class);

    @SuppressWarnings("ThreadSafe") // never changed
    private final Set<String> domains;

    private final String view;
    private final LongSupplier millis;
    private final ConcurrentMap<String, OutageLog> outages = new ConcurrentHashMap<>();

    /**
     * @param domains our domains
     * @param view the name of the view in messages
     * @param millis tells the time
     */
    Canary(LocalDomains domains, String view, LongSupplier millis) {
        this.domains = domains.names();
        this.view = view;
        this.millis = millis;
    }

    /** Those of our domains that the keys belong to. */
    Set<String> domainsOf(Collection<AddressKey> keys) {
        return keys.stream()
                .map(key -> key.value().substring(key.value().lastIndexOf('@') + 1))
                .filter(domains::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The keys that a request about addresses of these domains asks for as well, with their domains: the answer must
     * have at least one row for each domain.
     */
    static Map<String, String> keys(Collection<String> domains) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String domain : domains) {
            for (AddressKey key : List.of(new AddressKey("postmaster@" + domain), AddressKey.catchAll(domain))) {
                Spellings.of(key).forEach(spelling -> keys.put(spelling, domain));
            }
        }
        return keys;
    }

    /**
     * Requires that the rows contain the postmaster of each domain.
     *
     * @param keys from {@link #keys}
     * @throws UntrustedAnswerException naming the domains without a postmaster
     */
    void require(Map<String, String> keys, List<ViewRow> rows) throws UntrustedAnswerException {
        Set<String> present = rows.stream()
                .flatMap(row -> Optional.ofNullable(keys.get(row.key())).stream())
                .collect(Collectors.toSet());
        Set<String> silent = new LinkedHashSet<>();
        for (String domain : new LinkedHashSet<>(keys.values())) {
            if (present.contains(domain)) {
                Optional.ofNullable(outages.get(domain)).ifPresent(OutageLog::succeeded);
            } else {
                silent.add(domain);
                outages.computeIfAbsent(domain, this::outage).failed("empty", cause());
            }
        }
        if (!silent.isEmpty()) {
            throw new UntrustedAnswerException(
                    "view " + view + " has no postmaster for " + String.join(", ", silent) + ": " + cause());
        }
    }

    private OutageLog outage(String domain) {
        return new OutageLog(
                LOGGER,
                "View " + view + " has no postmaster for " + domain + ", so its answers are not trusted and mail waits",
                "View " + view + " has a postmaster for " + domain + " again",
                millis);
    }

    private static String cause() {
        return "its map function fails, the database is incomplete, or the postmaster was deleted";
    }

    @Override
    public List<String> problems() {
        return outages.values().stream()
                .flatMap(outage -> outage.problem().stream())
                .sorted()
                .toList();
    }
}
