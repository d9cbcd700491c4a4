package org.sealmx.directory.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;

/**
 * Writes down what one resolution asks for and finds: all that its answer depends on. What was asked for counts whether it exists or not.
 * Not safe for use by several threads; used once.
 */
final class RecordingLookup implements IdentityLookup {

    private final IdentityLookup lookup;
    private final ChangeStamps stamps;
    private final LongAdder requests;
    private final Set<Integer> slots = new HashSet<>();
    private final Set<AddressKey> foundAddresses = new HashSet<>();
    private final Set<AccountId> foundUsers = new HashSet<>();

    RecordingLookup(IdentityLookup lookup, ChangeStamps stamps, LongAdder requests) {
        this.lookup = lookup;
        this.stamps = stamps;
        this.requests = requests;
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
            throws DirectoryUnavailableException {
        keys.forEach(key -> slots.add(stamps.slotOf(key)));
        requests.increment();
        Map<AddressKey, List<IdentityDocument>> found = lookup.byAddress(keys);
        found.forEach((key, documents) -> {
            if (!documents.isEmpty()) {
                foundAddresses.add(key);
            }
        });
        recordDocuments(found.values());
        return found;
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException {
        users.forEach(user -> slots.add(stamps.slotOf(user)));
        requests.increment();
        Map<AccountId, List<IdentityDocument>> found = lookup.byUserId(users);
        found.forEach((user, documents) -> {
            if (!documents.isEmpty()) {
                foundUsers.add(user);
            }
        });
        recordDocuments(found.values());
        return found;
    }

    @Override
    public Optional<String> doubt() {
        return lookup.doubt();
    }

    /** A deletion names a document by its id only. */
    private void recordDocuments(Collection<List<IdentityDocument>> found) {
        found.forEach(documents -> documents.forEach(document -> slots.add(stamps.slotOf(document.id()))));
    }

    /** The slots of all that was asked for and found. */
    int[] slots() {
        return slots.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Whether there are documents for an address itself. */
    boolean found(AddressKey key) {
        return foundAddresses.contains(key);
    }

    /** Whether there are documents of an account. */
    boolean found(AccountId user) {
        return foundUsers.contains(user);
    }
}
