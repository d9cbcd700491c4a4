package org.sealmx.policy;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.directory.Route;
import org.sealmx.smtp.ReversePath;

/**
 * Asks the store, at RCPT, whether it would refuse mail for an account: because its mailbox is full, say. What it says
 * is not kept: after DATA the store itself decides.
 */
@ThreadSafe
@FunctionalInterface
public interface MailboxCheck {

    /**
     * Why the store would refuse mail.
     *
     * @param sender of the envelope
     * @param route to the account, which can be sealed to
     * @param size of the message in octets as its sender has declared it; 0 when it has not
     * @return empty when the store would take it, or does not say
     */
    Optional<Objection> objection(ReversePath sender, Route route, long size);

    /** Why mail is refused. Reasons are for the operator's log: one line, without addresses. */
    @Immutable
    sealed interface Objection {

        /** For the log. */
        String reason();

        /** The mailbox is full; the operator has configured the reply. */
        @Immutable
        record Full(String reason) implements Objection {}

        /** The store gives a reply of its own. */
        @Immutable
        record Refused(Refusal refusal, String reason) implements Objection {}
    }

    /** Asks nothing. */
    static MailboxCheck none() {
        return (sender, route, size) -> Optional.empty();
    }
}
