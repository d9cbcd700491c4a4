package org.sealmx.directory.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;

/**
 * Finds identity documents. Several keys are asked for in one call, so that a backend over a network answers one level
 * of an alias in one request. Implementations are safe for use by several threads.
 */
public interface IdentityLookup {

    /**
     * The documents of each address. Catch-alls are looked up like any other key; delimiters and aliases are not the
     * backend's concern.
     *
     * @param keys one or more
     * @return for each key that has documents, all of them, in an order that stays the same; a key without documents
     *     may be missing
     * @throws DirectoryUnavailableException when the backend cannot answer for each of the keys
     */
    Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) throws DirectoryUnavailableException;

    /**
     * The documents of each account.
     *
     * @param users one or more
     * @return for each account that has documents, all of them, in an order that stays the same; an account without any
     *     may be missing
     * @throws DirectoryUnavailableException when the backend cannot answer for each of the accounts
     */
    Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException;

    /**
     * Why an address without documents may have one nevertheless: there are documents of which nobody can tell whose
     * they are. As long as there is a reason, no address is unknown.
     *
     * @return in one line for the operator's log, without addresses; empty when what is not found does not exist
     */
    default Optional<String> doubt() {
        return Optional.empty();
    }
}
