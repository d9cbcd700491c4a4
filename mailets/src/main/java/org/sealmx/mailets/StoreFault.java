package org.sealmx.mailets;

import org.sealmx.couchdb.CouchDbException;
import org.sealmx.delivery.Run;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;

/** What a store's answer, or none, means for a delivery. */
final class StoreFault {

    private StoreFault() {}

    /**
     * Logs the fault and ends the run with the reply for it.
     *
     * @param whenFull says what it means that the store has no room
     */
    static void report(Run run, CouchDbException fault, Logger logger, Runnable whenFull) {
        logger.error("run {}: not stored: {}", run.id(), fault.getMessage());
        logger.debug("run {}", run.id(), fault);
        boolean answered = fault.status().isPresent();
        switch (fault.kind()) {
            case TOO_LARGE -> {
                if (answered) {
                    run.refuse(new Refusal(RefusalCause.MESSAGE_TOO_LARGE, Replies.MESSAGE_TOO_BIG));
                } else {
                    run.defer(Replies.STORE_UNAVAILABLE);
                }
            }
            case FULL -> whenFull.run();
            case REJECTED -> run.defer(answered ? Replies.STORE_UNAVAILABLE : Replies.NOT_CONFIRMED);
            case UNAVAILABLE, UNAUTHORISED, NOT_FOUND, CONFLICT, NONSENSE -> run.defer(Replies.STORE_UNAVAILABLE);
        }
    }
}
