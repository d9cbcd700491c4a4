package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.policy.Refusal;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Something in progress whose result the sending side waits for: the {@link Delivery} for one RCPT, or one {@link Run}
 * of it to one mailbox.
 *
 * <p>The first report counts, except that a confirmation always wins, because a stored message stays stored.
 */
@ThreadSafe
public sealed interface Attempt permits Delivery, Run {

    /** The key in the {@link DeliveryLedger}; unguessable, and without personal data. */
    String id();

    /** The envelope sender. */
    ReversePath sender();

    /** The address in RCPT TO, as the sending side wrote it. */
    EmailAddress recipient();

    /** Why the policy refused the recipient, or the route of this run; empty when it did not. */
    Optional<Refusal> refusal();

    /**
     * Reports that the recipient, or this destination of it, does not get the message. A cause on our side (see
     * {@link org.sealmx.policy.RefusalCause#isOutage()}) defers the message instead.
     */
    void refuse(Refusal refusal);

    /**
     * Reports an outage or a fault, so that the sending side tries again.
     *
     * @throws IllegalArgumentException when the reply is not of class 4
     */
    void defer(Reply reply);
}
