package org.sealmx.server.lmtp.processing;

import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.LostCopy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each copy that is lost. Thread-safe. */
final class DeliveryLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryLog.class);

    private DeliveryLog() {}

    /** Says so every time, since the copy is not retried and nobody else learns of it. */
    static void lost(Delivery delivery, LostCopy copy) {
        LOGGER.warn(
                "delivery {}: account {} gets no copy, and its delivery is not retried: {} ({} {})",
                delivery.id(),
                copy.route().account(),
                copy.reason(),
                copy.refusal().reply().code(),
                copy.refusal().reply().status());
    }
}
