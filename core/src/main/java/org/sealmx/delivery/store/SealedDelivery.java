package org.sealmx.delivery.store;

import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.smtp.ReversePath;

/**
 * A sealed message on its way to an account. Immutable.
 *
 * @param id of the delivery, the same at each attempt
 * @param sender of the envelope
 * @param route to the account
 * @param placement the folder and flags that were asked for
 * @param message sealed in the format of the store
 */
public record SealedDelivery(
        DeliveryId id, ReversePath sender, Route route, Placement placement, SealedMessage message) {

    /** Without sender and route, which have addresses. */
    @Override
    public String toString() {
        return "SealedDelivery[" + id + "]";
    }
}
