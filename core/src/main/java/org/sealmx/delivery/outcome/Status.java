package org.sealmx.delivery.outcome;

import java.util.Locale;
import org.sealmx.smtp.Reply;

/** What became of a recipient, in Postfix' words. */
public enum Status {
    /** Class 2: the message is stored, or handed over. */
    SENT,
    /** Class 4: the sending side keeps the message and tries again. */
    DEFERRED,
    /** Class 5: the sending side bounces the message, or has not accepted it. */
    BOUNCED;

    /** The status that a reply means. */
    public static Status of(Reply reply) {
        if (reply.isSuccess()) {
            return SENT;
        }
        return reply.isTransient() ? DEFERRED : BOUNCED;
    }

    /** The word for logs and metrics, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
