package org.sealmx.mailets;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * How a delivery is spoken of.
 *
 * @param not what was not done, for the log
 * @param store who was to do it, for the log
 * @param outage the beginning of an outage, for the log
 * @param outageEnd its end, for the log
 * @param unavailable the reply during an outage
 */
@Immutable
record DeliveryWords(String not, String store, String outage, String outageEnd, Reply unavailable) {

    static final DeliveryWords STORED = new DeliveryWords(
            "not stored", "the store", "Mail is not stored", "Mail is stored again", Replies.STORE_UNAVAILABLE);

    static final DeliveryWords FORWARDED = new DeliveryWords(
            "not forwarded",
            "the next hop",
            "Mail is not forwarded",
            "Mail is forwarded again",
            Replies.FORWARD_UNAVAILABLE);
}
