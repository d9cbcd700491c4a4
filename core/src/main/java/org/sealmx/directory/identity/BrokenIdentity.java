package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;

/**
 * An identity document that cannot be understood. Nobody can tell where the mail for its address goes, so that mail
 * waits until the document is repaired; no other address is affected.
 *
 * @param id of the document
 * @param key its address, if it could be read
 * @param userId its account, if it could be read
 * @param field the first field that is missing or wrong, for example {@code keys.pgp}; {@value #WHOLE} for the document
 *     as a whole
 * @param problem what is wrong with the field, without its content; {@value #MISSING} when the field is missing
 */
@Immutable
public record BrokenIdentity(
        DocumentId id, Optional<AddressKey> key, Optional<AccountId> userId, String field, String problem)
        implements IdentityDocument {

    /** The document as a whole, in place of a field. */
    public static final String WHOLE = "(all)";

    /** The problem of a missing field. */
    public static final String MISSING = "missing";

    /**
     * The problem in one line for the operator's log, without addresses: {@code identity 1: "destination" is missing}.
     */
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

    /** The same as {@link #describe()}, since the rest are addresses. */
    @Override
    public String toString() {
        return describe();
    }
}
