package org.sealmx.delivery.journal;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;

/**
 * Records deliveries to a store that cannot tell by itself whether it already has a message, so that a retry stores
 * nothing twice. Holds only delivery ids.
 */
@ThreadSafe
public interface DeliveryJournal extends AutoCloseable {

    /** What is known when a delivery begins. */
    enum State {
        /** Unknown until now; the intent has been recorded. Store the message. */
        NEW,
        /** Another thread is storing it at this moment. Let the sending side try again. */
        IN_PROGRESS,
        /** It was begun and never ended, so it may or may not be in the store. Look for it there. */
        UNCERTAIN,
        /** It is in the store. */
        DONE
    }

    /**
     * Begins a delivery. After {@link State#NEW} and {@link State#UNCERTAIN}, the caller ends it with {@link #done},
     * {@link #notStored} or {@link #uncertain}.
     *
     * @throws IOException when the intent cannot be recorded; the caller must not store the message then
     */
    State begin(DeliveryId id) throws IOException;

    /**
     * Records that the message is in the store.
     *
     * @throws IOException when that cannot be recorded; the message is stored all the same
     */
    void done(DeliveryId id) throws IOException;

    /**
     * Records that the message is certainly not in the store.
     *
     * @throws IOException when that cannot be recorded; the next attempt then looks for the message in the store
     */
    void notStored(DeliveryId id) throws IOException;

    /** Records that it is not known whether the message is in the store; the next attempt looks for it. */
    void uncertain(DeliveryId id);

    /**
     * Releases the file. May be called more than once.
     *
     * @throws IOException when it cannot be closed
     */
    @Override
    void close() throws IOException;
}
