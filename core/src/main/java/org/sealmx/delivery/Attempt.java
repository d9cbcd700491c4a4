package org.sealmx.delivery;

import java.util.Optional;
import org.sealmx.policy.Refusal;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Something under way that the sending side waits to hear about: the {@link Delivery} for one RCPT, or one {@link Run}
 * of it towards one mailbox. Safe for use by several threads.
 *
 * <p>What is reported first counts, except that a confirmation always wins: what is stored is stored.
 */
public sealed interface Attempt permits Delivery, Run {

    /** Unguessable, names nobody; the key in the {@link DeliveryLedger}. */
    String id();

    /** The envelope sender. */
    ReversePath sender();

    /** The address of RCPT TO, as the sending side wrote it. */
    EmailAddress recipient();

    /** Why the policy has refused the recipient, or the route of this run. */
    Optional<Refusal> refusal();

    /** The recipient, or this destination of it, does not get the message. An outage on our side defers it. */
    void refuse(Refusal refusal);

    /**
     * An outage or a fault: the sending side shall try again.
     *
     * @throws IllegalArgumentException when the reply is not of class 4
     */
    void defer(Reply reply);
}
