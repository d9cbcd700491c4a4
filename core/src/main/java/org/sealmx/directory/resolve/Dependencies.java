package org.sealmx.directory.resolve;

import java.util.Set;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.AddressKey;

/**
 * What an answer depends on: it has to be asked for again when a document changes that is one of these, or that has one
 * of these addresses or accounts. Immutable.
 *
 * @param documents that were found; a deletion names a document by its id only
 * @param addresses that were looked up, whether they exist or not
 * @param accounts that were looked up, whether they exist or not
 */
public record Dependencies(Set<DocumentId> documents, Set<AddressKey> addresses, Set<AccountId> accounts) {

    /** Takes copies. */
    public Dependencies {
        documents = Set.copyOf(documents);
        addresses = Set.copyOf(addresses);
        accounts = Set.copyOf(accounts);
    }
}
