package org.sealmx.server.page.session;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.EmailAddress;

/**
 * Somebody who has an IMAP login.
 *
 * @param user the name of the login, as James keeps it
 * @param address of the mailbox
 * @param operator whether they may see everybody's addresses and the state of the service
 */
@Immutable
public record Account(String user, EmailAddress address, boolean operator) {

    /** Names nobody. */
    @Override
    public String toString() {
        return operator ? "Account[operator]" : "Account[]";
    }
}
