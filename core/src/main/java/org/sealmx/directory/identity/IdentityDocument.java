package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;

/** One identity document of the directory, as far as it could be understood. */
@Immutable
public sealed interface IdentityDocument permits Identity, BrokenIdentity {

    /** The id of the document. */
    DocumentId id();

    /** The key under which the document is found; empty only when its address is broken. */
    Optional<AddressKey> key();

    /** The owner of the document; empty when it belongs to nobody, or is broken so that the owner could not be read. */
    Optional<AccountId> userId();
}
