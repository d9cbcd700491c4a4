package org.sealmx.directory.identity;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;

/**
 * Finds identity documents. One call takes several keys, so that a backend on the network answers one level of an alias
 * in one request.
 */
@ThreadSafe
public interface IdentityLookup {

    /**
     * The documents of each address. Catch-alls are looked up like any other key; the backend does not handle
     * delimiters or aliases.
     *
     * @param keys one or more
     * @return for each key that has documents, all of them, in a stable order; a key without documents may be missing
     * @throws DirectoryUnavailableException when the backend cannot answer for each of the keys
     */
    Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) throws DirectoryUnavailableException;

    /**
     * The documents of each account.
     *
     * @param users one or more
     * @return for each account that has documents, all of them, in a stable order; an account without any may be
     *     missing
     * @throws DirectoryUnavailableException when the backend cannot answer for each of the accounts
     */
    Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException;

    /**
     * Why an address for which no document is found may have one nevertheless: the addresses of some documents cannot
     * be read. As long as there is such a reason, no address counts as unknown.
     *
     * @return the reason in one line for the operator's log, without addresses; empty when an address that is not found
     *     does not exist
     */
    default Optional<String> doubt() {
        return Optional.empty();
    }

    /** The answer of a backend that has all documents in memory: those of the keys that are there. */
    static <K> Map<K, List<IdentityDocument>> select(Map<K, List<IdentityDocument>> index, Set<K> keys) {
        return keys.stream().filter(index::containsKey).collect(Collectors.toMap(key -> key, index::get));
    }
}
