package org.sealmx.mailets;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.slf4j.Logger;

/** Reports what has come of a delivery to its run, and to the log. */
@ThreadSafe
final class StoreReport {

    @SuppressWarnings("ThreadSafe") // SLF4J's loggers are
    private final Logger logger;

    private final DeliveryWords words;
    private final RecipientPolicy policy;
    private final OutageLog outage;

    /**
     * @param logger of the mailet
     * @param words for the log
     * @param policy provides the reply for an account over its quota
     */
    StoreReport(Logger logger, DeliveryWords words, RecipientPolicy policy) {
        this.logger = logger;
        this.words = words;
        this.policy = policy;
        this.outage = new OutageLog(logger, words.outage(), words.outageEnd(), System::currentTimeMillis);
    }

    void of(Run run, StoreResult result) {
        if (result instanceof StoreResult.Stored) {
            run.confirm();
            outage.succeeded();
        } else if (result instanceof StoreResult.AlreadyThere) {
            // may be known without asking the store, so this does not end an outage
            run.confirm();
        } else if (result instanceof StoreResult.Full full) {
            if (full.scope() == Scope.STORE) {
                logOutage(run, "FULL", full.reason());
                run.defer(Replies.STORE_FULL);
            } else {
                logger.warn("run {}: {}: {}", run.id(), words.not(), full.reason());
                run.refuse(policy.overQuota());
            }
        } else if (result instanceof StoreResult.TooLarge tooLarge) {
            logThisOne(run, tooLarge.reason());
            run.refuse(new Refusal(RefusalCause.MESSAGE_TOO_LARGE, Replies.MESSAGE_TOO_BIG));
        } else if (result instanceof StoreResult.Unavailable unavailable) {
            if (unavailable.scope() == Scope.STORE) {
                logOutage(run, unavailable.kind(), unavailable.reason());
            } else {
                logThisOne(run, unavailable.reason());
            }
            run.defer(words.unavailable());
        } else if (result instanceof StoreResult.NotAcceptable notAcceptable) {
            logThisOne(run, notAcceptable.reason());
            run.defer(Replies.NOT_CONFIRMED);
        } else if (result instanceof StoreResult.Refused refused) {
            refuse(run, refused.reply());
        } else if (result instanceof StoreResult.NoPlace noPlace) {
            logThisOne(run, noPlace.reason());
            run.refuse(RecipientPolicy.noStoreName());
        } else {
            run.defer(
                    result instanceof StoreResult.NotRecorded
                            ? Replies.JOURNAL_UNAVAILABLE
                            : words.unavailable());
        }
    }

    private void refuse(Run run, Reply reply) {
        logger.warn(
                "run {}: {}: {} answered {} {}", run.id(), words.not(), words.store(), reply.code(), reply.status());
        if (reply.isTransient()) {
            run.defer(reply);
        } else {
            run.refuse(new Refusal(RefusalCause.NEXT_HOP, reply));
        }
    }

    private void logThisOne(Run run, String reason) {
        logger.error("run {}: {}: {}", run.id(), words.not(), reason);
    }

    private void logOutage(Run run, String kind, String reason) {
        outage.failed(kind, "run " + run.id() + ": " + reason);
    }
}
