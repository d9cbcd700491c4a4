package org.sealmx.directory;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.smtp.EmailAddress;

/**
 * Which accounts the store can have a mailbox for. RCPT, {@code check} and the store ask the same implementation, so
 * that an address for which the store cannot keep mail is refused at RCPT, rather than deferred for days afterwards.
 */
@ThreadSafe
@FunctionalInterface
public interface StoreNames {

    /**
     * Why the store cannot keep an account's mail.
     *
     * @param mailbox the account's own address
     * @return the reason in words for the operator, without the address; empty when the store can keep it
     */
    Optional<String> problemWith(EmailAddress mailbox);

    /** For a store that does not use addresses as names. */
    static StoreNames any() {
        return mailbox -> Optional.empty();
    }
}
