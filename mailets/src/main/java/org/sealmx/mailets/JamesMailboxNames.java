package org.sealmx.mailets;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.apache.james.core.Username;
import org.sealmx.directory.StoreNames;
import org.sealmx.smtp.EmailAddress;

/**
 * Which accounts can have a mailbox in James: those whose address, in the form in which addresses are compared, is the
 * name of a user that James can create, that can log in and that can have a quota.
 */
@Immutable
public final class JamesMailboxNames implements StoreNames {

    /**
     * The characters that {@code UsersRepositoryImpl} refuses in a local part, and {@code &}, which {@code QuotaRoot}
     * refuses.
     */
    private static final String REFUSED = "\"(),:; <>@[\\]&";

    /**
     * In characters: what fits into James' tables of mailboxes. No store can keep the quota of a name longer than 246.
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

    /** The name of the mailbox of an account with which there is {@link #problemWith no problem}. */
    Username nameOf(EmailAddress mailbox) {
        return Username.of(mailbox.canonical());
    }

    /**
     * Whether James keeps the name as it is. It changes some names, such as address literals, and two addresses must
     * not share a mailbox because of that.
     */
    private static boolean isKept(String name) {
        try {
            return Username.of(name).asString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
