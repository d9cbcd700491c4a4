package org.sealmx.directory.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.StoredDocument;

/**
 * Changes the documents of an address one after the other, and records each change.
 *
 * @param directory is changed
 * @param audit records
 */
record EachDocument(DirectoryEditor directory, DirectoryAudit audit) {

    /** What is wrong with an address that nobody has, and what to do. */
    static final String NO_IDENTITY = "the address has no identity; list shows those that there are, and add makes one";

    /** What must hold of the identities of an address before one of them is changed. */
    @FunctionalInterface
    interface Requirement {
        void on(List<Identity> existing) throws EditRefusedException;
    }

    /** Changes one document. */
    @FunctionalInterface
    interface Step {
        Edit on(StoredDocument stored);
    }

    /**
     * Changes each document that is wanted.
     *
     * @param requirement what must hold of the identities that the address has, before each change
     * @param wanted which ones, as they are; a document that was changed is not wanted any more
     * @param none what is wrong when there is no such document
     * @param action for the record
     * @param step the change of one
     * @return what was changed, at least one
     * @throws EditRefusedException when there is none, or one of them cannot be changed; the message names those that
     *     were changed before
     * @throws DirectoryUnavailableException when the directory cannot be read or written; the same
     */
    List<DirectoryChange> change(
            AddressKey address,
            Requirement requirement,
            Predicate<Identity> wanted,
            String none,
            DirectoryAudit.Action action,
            Step step,
            Actor by)
            throws EditRefusedException, DirectoryUnavailableException {
        List<DirectoryChange> changes = new ArrayList<>();
        AtomicBoolean noneLeft = new AtomicBoolean();
        while (true) {
            try {
                DirectoryChange change = directory.edit(address, documents -> {
                    Optional<StoredDocument> next = first(documents, wanted);
                    noneLeft.set(next.isEmpty());
                    if (next.isEmpty()) {
                        throw new EditRefusedException(documents.isEmpty() ? NO_IDENTITY : none);
                    }
                    requirement.on(IdentityEdits.identities(documents));
                    return step.on(next.get());
                });
                audit.changed(by, action, address, change, List.of());
                changes.add(change);
            } catch (EditRefusedException e) {
                if (changes.isEmpty()) {
                    throw e;
                }
                if (noneLeft.get()) {
                    return changes;
                }
                throw new EditRefusedException(e.getMessage() + madeBefore(changes));
            } catch (DirectoryUnavailableException e) {
                throw changes.isEmpty()
                        ? e
                        : new DirectoryUnavailableException(e.getMessage() + madeBefore(changes), e);
            }
        }
    }

    private static Optional<StoredDocument> first(List<StoredDocument> documents, Predicate<Identity> wanted)
            throws EditRefusedException {
        List<Identity> identities = IdentityEdits.identities(documents);
        for (int i = 0; i < identities.size(); i++) {
            if (wanted.test(identities.get(i))) {
                return Optional.of(documents.get(i));
            }
        }
        return Optional.empty();
    }

    /** The address has several documents, and what was done to the first of them stays. */
    private static String madeBefore(List<DirectoryChange> changes) {
        return "; this was done before that, and stays: "
                + IdentityEdits.names(
                        changes.stream()
                                .map(change -> change.document().toString())
                                .toList(),
                        changes.size());
    }
}
