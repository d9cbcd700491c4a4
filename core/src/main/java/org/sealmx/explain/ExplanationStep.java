package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.smtp.EmailAddress;

/**
 * One step of a resolution, in the order in which it was made. The steps form a tree: the first is about the address
 * that was asked for, and a step that leads to a further address is followed, later, by the steps about that address.
 *
 * @param address the address that the step is about
 * @param kind what was found
 * @param document names the document that was found; empty when there is none
 * @param next the address that it leads to: the next one of an alias, or the mailbox; empty when it leads nowhere
 * @param words the step in words
 */
@Immutable
public record ExplanationStep(
        EmailAddress address, Kind kind, Optional<String> document, Optional<EmailAddress> next, String words) {

    /** What a step finds. */
    public enum Kind {
        /** The address is in no domain of ours. */
        NOT_OURS(true),
        /** No document applies to the address. */
        NOT_FOUND(true),
        /** Documents were found under the address itself. */
        FOUND(false),
        /** Documents were found under the address without its extension. */
        FOUND_WITHOUT_EXTENSION(false),
        /** Documents were found under the catch-all of the domain. */
        FOUND_CATCH_ALL(false),
        /** The main document of the account was found by its user id. */
        FOUND_USER_ID(false),
        /** A document leads to a further address, which is followed. */
        ALIAS(false),
        /** A document leads to an address that is followed elsewhere in the tree. */
        FOLLOWED_ALREADY(false),
        /** The mail ends here, in a mailbox. */
        MAILBOX(false),
        /** The mail goes to another domain. */
        OTHER_DOMAIN(false),
        /** The document is disabled. */
        DISABLED(true),
        /** The document belongs to nobody. */
        ORPHANED(true),
        /** The document leads back to an address before it. */
        LOOP(true),
        /** More aliases follow one another than the configuration allows. */
        TOO_DEEP(true),
        /** There are more destinations than the configuration allows. */
        TOO_MANY_DESTINATIONS(true),
        /** A document cannot be understood, or several claim the address, or one that cannot be read may be about it. */
        BROKEN(true);

        private final boolean deadEnd;

        Kind(boolean deadEnd) {
            this.deadEnd = deadEnd;
        }

        /** Whether no mail goes further from here. */
        public boolean isDeadEnd() {
            return deadEnd;
        }
    }
}
