package org.sealmx.mailets;

import java.util.Optional;
import org.apache.james.core.Username;
import org.sealmx.directory.StoreNames;
import org.sealmx.smtp.EmailAddress;

/**
 * Who can have a mailbox in James: an account whose address, as it is compared, James takes for the name of a user who
 * can be made, can log in, and has a quota. Immutable.
 */
public final class JamesMailboxNames implements StoreNames {

    /** What {@code UsersRepositoryImpl} refuses in a local part, and {@code &}, which {@code QuotaRoot} refuses. */
    private static final String REFUSED = "\"(),:; <>@[\\]&";

    /**
     * In characters: what James' tables of mailboxes have room for; the quota of a longer name than 246 cannot be kept
     * in any store.
     */
    static final int MAX_LENGTH = 200;

    @Override
    public Optional<String> problemWith(EmailAddress mailbox) {
        String name = mailbox.canonical();
        if (name.length() > MAX_LENGTH) {
            return Optional.of("James has no mailboxes for addresses longer than " + MAX_LENGTH + " characters");
        }
        if (mailbox.canonicalLocalPart().chars().anyMatch(c -> REFUSED.indexOf(c) >= 0)) {
            return Optional.of("James has no mailboxes for addresses with one of " + REFUSED + " before the @");
        }
        return isKept(name) ? Optional.empty() : Optional.of("James has no mailboxes for addresses of this form");
    }

    /** The name of the mailbox of an account that there is {@link #problemWith no problem} with. */
    Username nameOf(EmailAddress mailbox) {
        return Username.of(mailbox.canonical());
    }

    /**
     * Two addresses must not share a mailbox because James changes the name of one, as it does with address literals.
     */
    private static boolean isKept(String name) {
        try {
            return Username.of(name).asString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
