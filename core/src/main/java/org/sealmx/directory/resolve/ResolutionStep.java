package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.smtp.EmailAddress;

/** One step of a resolution, as {@link AliasResolver} makes it. */
@Immutable
public sealed interface ResolutionStep {

    /** The address that the step is about; of {@link KeyHolder}, the mailbox. */
    EmailAddress address();

    /** By what documents are found. */
    enum Way {
        /** The address itself. */
        ADDRESS,
        /** The address without its extension (RFC 5233). */
        WITHOUT_EXTENSION,
        /** The catch-all of the domain. */
        CATCH_ALL,
        /** The user id in an account's own address. */
        USER_ID
    }

    /** The address is in no domain of ours, so nothing is looked up. */
    @Immutable
    record NotOurs(EmailAddress address) implements ResolutionStep {}

    /**
     * The directory was asked.
     *
     * @param way by what the documents are found
     * @param documents that apply to the address; none when there is no such address
     */
    @Immutable
    record Found(EmailAddress address, Way way, List<IdentityDocument> documents) implements ResolutionStep {
        /** Copies the list. */
        public Found {
            documents = List.copyOf(documents);
        }
    }

    /**
     * A document leads to a further address, which is looked up next.
     *
     * @param by the document
     * @param next the address
     */
    @Immutable
    record Followed(EmailAddress address, Identity by, EmailAddress next) implements ResolutionStep {}

    /**
     * A document leads to an address that another step leads to as well.
     *
     * @param by the document
     * @param next the address
     */
    @Immutable
    record FollowedAlready(EmailAddress address, Identity by, EmailAddress next) implements ResolutionStep {}

    /**
     * The mail ends at a document's destination.
     *
     * @param by the document
     * @param destination the mailbox, or the address at the other domain
     * @param remote whether the destination is in a domain that is not ours
     */
    @Immutable
    record Arrived(EmailAddress address, Identity by, EmailAddress destination, boolean remote)
            implements ResolutionStep {}

    /**
     * A dead end.
     *
     * @param by the document that leads nowhere; empty when it is the address as a whole
     * @param reason why
     */
    @Immutable
    record DeadEnd(EmailAddress address, Optional<Identity> by, BlockReason reason) implements ResolutionStep {}

    /**
     * Whose certificates the mail of a mailbox is sealed with.
     *
     * @param address the mailbox
     * @param holder the document that has them; empty when no document has any
     */
    @Immutable
    record KeyHolder(EmailAddress address, Optional<Identity> holder) implements ResolutionStep {}
}
