package org.sealmx.directory.identity;

import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;

/**
 * An identity document that cannot be understood. What it says about its address is not known, so the mail of that
 * address waits until the document is repaired; no other address is concerned. Immutable.
 *
 * @param id of the document
 * @param key its address, when that could be read
 * @param userId its account, when that could be read
 * @param field the first field that is missing or wrong, for example {@code keys.pgp}; {@value #WHOLE} for the document
 *     as a whole
 * @param problem what is wrong with the field, without what it holds; {@value #MISSING} when it is not there
 */
public record BrokenIdentity(
        DocumentId id, Optional<AddressKey> key, Optional<AccountId> userId, String field, String problem)
        implements IdentityDocument {

    /** Stands for the document as a whole in place of a field. */
    public static final String WHOLE = "(all)";

    /** The problem of a field that is not there. */
    public static final String MISSING = "missing";

    /** In one line for the operator's log, without addresses: {@code identity 1: "destination" is missing}. */
    public String describe() {
        return "identity " + id + ": " + what();
    }

    /** The same as the beginning of a sentence: {@code Identity 1 has no "destination"}. */
    public String sentence() {
        return problem.equals(MISSING)
                ? "Identity " + id + " has no \"" + field + "\""
                : "Identity " + id + ": " + what();
    }

    /** What is wrong with the document, without its name: {@code "destination" is missing}. */
    public String what() {
        if (field.equals(WHOLE)) {
            return problem;
        }
        boolean predicate = problem.startsWith("not ") || problem.equals(MISSING) || problem.equals("blank");
        return "\"" + field + "\"" + (predicate ? " is " : ": ") + problem;
    }

    /** As {@link #describe()}: the rest are addresses. */
    @Override
    public String toString() {
        return describe();
    }
}
