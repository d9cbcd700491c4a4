package org.sealmx.directory.identity;

import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;

/** One identity document of the directory, as far as it could be understood. */
public sealed interface IdentityDocument permits Identity, BrokenIdentity {

    /** Which document this is. */
    DocumentId id();

    /** What the document is found by; empty only when it is broken in that very place. */
    Optional<AddressKey> key();

    /** Whose document it is; empty when it belongs to nobody, or is broken in that very place. */
    Optional<AccountId> userId();
}
