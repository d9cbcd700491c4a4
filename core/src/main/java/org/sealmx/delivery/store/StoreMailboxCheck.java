package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.directory.Route;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.MailboxCheck;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a store at RCPT, in the words of the policy. A store that does not answer defers mail and never bounces it. */
@ThreadSafe
public final class StoreMailboxCheck implements MailboxCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreMailboxCheck.class);

    private final RcptAdvice store;
    private final OutageLog outage = new OutageLog(
            LOGGER,
            "The store does not answer at RCPT; recipients are deferred",
            "The store answers at RCPT again",
            System::currentTimeMillis);

    /** @param store the one that mail goes to */
    public StoreMailboxCheck(RcptAdvice store) {
        this.store = store;
    }

    @Override
    public Optional<Objection> objection(ReversePath sender, Route route, long size) {
        Optional<StoreResult> refusal;
        try {
            refusal = store.refusalAtRcpt(sender, route, size);
        } catch (RuntimeException e) {
            // only its class: its message is not ours and could name an address
            LOGGER.debug("the store failed at RCPT", e);
            return Optional.of(unavailable(e.getClass().getName(), e.getClass().getName()));
        }
        if (refusal.isPresent() && refusal.get() instanceof StoreResult.Unavailable unavailable) {
            return Optional.of(unavailable(unavailable.kind(), unavailable.reason()));
        }
        outage.succeeded();
        return refusal.flatMap(StoreMailboxCheck::objection);
    }

    private static Optional<Objection> objection(StoreResult result) {
        if (result instanceof StoreResult.Full full) {
            return Optional.of(new Objection.Full(full.reason()));
        }
        if (result instanceof StoreResult.TooLarge tooLarge) {
            return Optional.of(refused(RefusalCause.MESSAGE_TOO_LARGE, Replies.MESSAGE_TOO_BIG, tooLarge.reason()));
        }
        if (result instanceof StoreResult.Refused refused) {
            Reply reply = refused.reply();
            return Optional.of(
                    refused(RefusalCause.NEXT_HOP, reply, "the store answered " + reply.code() + " " + reply.status()));
        }
        return Optional.empty();
    }

    private Objection unavailable(String kind, String reason) {
        outage.failed(kind, reason);
        return refused(RefusalCause.STORE_UNAVAILABLE, Replies.STORE_UNAVAILABLE, reason);
    }

    private static Objection refused(RefusalCause cause, Reply reply, String reason) {
        return new Objection.Refused(new Refusal(cause, reply), reason);
    }
}
