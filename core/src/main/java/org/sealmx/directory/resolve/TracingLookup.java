package org.sealmx.directory.resolve;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;

/**
 * Records what one resolution asks for and finds: everything that its answer depends on. Whatever it asks for counts,
 * whether it exists or not. Not thread-safe; used once.
 */
@SuppressWarnings("ThreadSafe") // one resolution has its own, on one thread
final class TracingLookup implements IdentityLookup {

    private final IdentityLookup lookup;
    private final LongAdder requests;
    private final Set<DocumentId> documents = new HashSet<>();
    private final Set<AddressKey> addresses = new HashSet<>();
    private final Set<AccountId> accounts = new HashSet<>();
    private final Set<Object> found = new HashSet<>();

    /** @param requests counts the requests */
    TracingLookup(IdentityLookup lookup, LongAdder requests) {
        this.lookup = lookup;
        this.requests = requests;
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
            throws DirectoryUnavailableException {
        addresses.addAll(keys);
        requests.increment();
        return traced(lookup.byAddress(keys));
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException {
        accounts.addAll(users);
        requests.increment();
        return traced(lookup.byUserId(users));
    }

    private <K> Map<K, List<IdentityDocument>> traced(Map<K, List<IdentityDocument>> answer) {
        answer.forEach((key, ofKey) -> {
            if (!ofKey.isEmpty()) {
                found.add(key);
            }
            ofKey.forEach(document -> documents.add(document.id()));
        });
        return answer;
    }

    @Override
    public Optional<String> doubt() {
        return lookup.doubt();
    }

    Dependencies dependencies() {
        return new Dependencies(documents, addresses, accounts);
    }

    /** Whether the resolution found documents for this very address, or for this account. */
    boolean found(Object addressOrAccount) {
        return found.contains(addressOrAccount);
    }
}
