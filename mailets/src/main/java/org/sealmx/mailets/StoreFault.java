package org.sealmx.mailets;

import org.sealmx.couchdb.CouchDbException;
import org.sealmx.delivery.Run;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;

/** What a store's answers, or none, mean for deliveries, and for the log. Safe for use by several threads. */
final class StoreFault {

    private final Logger logger;
    private final OutageLog outage;

    /** @param logger of the mailet that stores */
    StoreFault(Logger logger) {
        this.logger = logger;
        this.outage = new OutageLog(logger, "Mail is not stored", "Mail is stored again", System::currentTimeMillis);
    }

    /** The store has confirmed something. */
    void none() {
        outage.succeeded();
    }

    /**
     * Logs the fault and ends the run with the reply for it. What may concern every delivery is an outage in the log; what is about this
     * one is a line of its own.
     *
     * @param whenFull says what it means that the store has no room
     */
    void report(Run run, CouchDbException fault, Runnable whenFull) {
        logger.debug("run {}", run.id(), fault);
        boolean answered = fault.status().isPresent();
        switch (fault.kind()) {
            case TOO_LARGE -> {
                logThisOne(run, fault);
                if (answered) {
                    run.refuse(new Refusal(RefusalCause.MESSAGE_TOO_LARGE, Replies.MESSAGE_TOO_BIG));
                } else {
                    run.defer(Replies.STORE_UNAVAILABLE);
                }
            }
            case FULL -> {
                logOutage(run, fault);
                whenFull.run();
            }
            case REJECTED -> {
                logThisOne(run, fault);
                run.defer(answered ? Replies.STORE_UNAVAILABLE : Replies.NOT_CONFIRMED);
            }
            case NOT_FOUND, CONFLICT -> {
                logThisOne(run, fault);
                run.defer(Replies.STORE_UNAVAILABLE);
            }
            case UNAVAILABLE, UNAUTHORISED, NONSENSE -> {
                logOutage(run, fault);
                run.defer(Replies.STORE_UNAVAILABLE);
            }
        }
    }

    private void logThisOne(Run run, CouchDbException fault) {
        logger.error("run {}: not stored: {}", run.id(), fault.getMessage());
    }

    private void logOutage(Run run, CouchDbException fault) {
        outage.failed(fault.kind().name(), "run " + run.id() + ": " + fault.getMessage());
    }
}
