package org.sealmx.server.lmtp.processing;

import java.time.Duration;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.LostCopy;
import org.sealmx.delivery.Transaction;
import org.sealmx.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each delivery, and one for each copy that is lost. Thread-safe. */
final class DeliveryLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryLog.class);

    private final boolean addresses;

    /** @param addresses whether the operator wants recipients in the log */
    DeliveryLog(boolean addresses) {
        this.addresses = addresses;
    }

    /** Says what became of a delivery. */
    void ended(Delivery delivery, Transaction transaction, Reply reply, Duration took) {
        LOGGER.info(
                "id={} delivery={} to={} size={} ms={} dsn={} status={} ({})",
                transaction.id(),
                delivery.id(),
                addresses ? delivery.recipient().toString() : "-",
                transaction.message().size(),
                took.toMillis(),
                reply.status(),
                status(reply),
                reply);
    }

    private static String status(Reply reply) {
        if (reply.isSuccess()) {
            return "stored";
        }
        return reply.isTransient() ? "deferred" : "refused";
    }

    /** Says so every time, since the copy is not retried and nobody else learns of it. */
    void lost(Delivery delivery, LostCopy copy) {
        LOGGER.warn(
                "delivery {}: account {} gets no copy, and its delivery is not retried: {} ({} {})",
                delivery.id(),
                copy.route().account(),
                copy.reason(),
                copy.refusal().reply().code(),
                copy.refusal().reply().status());
    }
}
