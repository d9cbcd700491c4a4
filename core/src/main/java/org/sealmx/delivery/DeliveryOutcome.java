package org.sealmx.delivery;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.Reply;

/** The result for the copy of a message for one destination. */
@Immutable
public sealed interface DeliveryOutcome {

    /** The store, or the next hop of a forward, has acknowledged the sealed copy. */
    @Immutable
    record Confirmed() implements DeliveryOutcome {}

    /**
     * The destination itself does not accept the copy: it is disabled, over quota, or has no usable certificate.
     * Waiting for it would hold up the other destinations of an alias, so this counts as a refusal even when the reply
     * is of class 4.
     *
     * @param reply the reply to the sending side when every destination refuses; of class 4 or 5
     */
    @Immutable
    record Refused(Reply reply) implements DeliveryOutcome {
        /** @throws IllegalArgumentException when the reply is a success */
        public Refused {
            if (reply.isSuccess()) {
                throw new IllegalArgumentException("a refusal must be of class 4 or 5, not " + reply.status());
            }
        }
    }

    /**
     * An outage on our side: the store, the directory or a next hop cannot accept the copy now.
     *
     * @param reply the reply to the sending side, of class 4
     */
    @Immutable
    record Deferred(Reply reply) implements DeliveryOutcome {
        /** @throws IllegalArgumentException when the reply is not of class 4 */
        public Deferred {
            if (!reply.isTransient()) {
                throw new IllegalArgumentException("an outage must be of class 4, not " + reply.status());
            }
        }
    }

    /**
     * The run of the processors ended without a report about the copy: an error in the configuration or in the code.
     */
    @Immutable
    record Silent() implements DeliveryOutcome {}
}
