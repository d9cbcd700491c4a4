package org.sealmx.directory;

import java.util.Optional;
import org.sealmx.smtp.EmailAddress;

/**
 * What the store can have a name for. RCPT, {@code check} and the store ask the same implementation, so an address that
 * the store cannot keep mail for is refused before its mail is accepted, and not deferred for days afterwards.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface StoreNames {

    /**
     * Why the store can have no place for an account's mail.
     *
     * @param mailbox the account's own address
     * @return the reason in words for the operator, without the address; empty when it can
     */
    Optional<String> problemWith(EmailAddress mailbox);

    /** Of a store that goes by something else than addresses. */
    static StoreNames any() {
        return mailbox -> Optional.empty();
    }
}
