package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
import java.util.Set;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.AddressKey;

/**
 * What an answer depends on. It must be loaded again when one of these documents changes, or any document with one of
 * these addresses or accounts.
 *
 * @param documents that were found; the report of a deletion contains only the id of the document
 * @param addresses that were looked up, whether they exist or not
 * @param accounts that were looked up, whether they exist or not
 */
@Immutable
public record Dependencies(Set<DocumentId> documents, Set<AddressKey> addresses, Set<AccountId> accounts) {

    /** Copies the sets. */
    public Dependencies {
        documents = Set.copyOf(documents);
        addresses = Set.copyOf(addresses);
        accounts = Set.copyOf(accounts);
    }
}
