package org.sealmx.directory;

import java.util.Optional;

/**
 * An identity document that cannot be understood. What it says about its address is not known, so the mail of that address waits until
 * the document is repaired; no other address is concerned. Immutable.
 *
 * @param id      names the document in the log
 * @param key     its address, when that could be read
 * @param userId  its account, when that could be read
 * @param field   the first field that is missing or wrong, for example {@code keys.pgp}
 * @param problem what is wrong with the field, without what it holds
 */
public record BrokenIdentity(
        String id, Optional<AddressKey> key, Optional<AccountId> userId, String field, String problem)
        implements IdentityDocument {

    /** One line for the operator's log, without addresses. */
    public String describe() {
        return "identity document " + id + ": field " + field + ": " + problem;
    }

    /** As {@link #describe()}: the rest are addresses. */
    @Override
    public String toString() {
        return describe();
    }
}
