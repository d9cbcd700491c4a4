package org.sealmx.delivery.journal;

import java.io.IOException;

/**
 * Remembers deliveries to a store that cannot tell by itself whether it has a message already, so that a retry stores
 * nothing twice. Holds delivery ids only. Implementations are safe for use by several threads.
 */
public interface DeliveryJournal extends AutoCloseable {

    /** What is known when a delivery begins. */
    enum State {
        /** Never heard of: the intent is recorded now, store the message. */
        NEW,
        /** Another thread is storing it at this moment: let the sending side try again. */
        IN_PROGRESS,
        /** It was begun and never ended: it may be in the store or not, look for it there. */
        UNCERTAIN,
        /** It is in the store. */
        DONE
    }

    /**
     * Begins a delivery. After {@link State#NEW} and {@link State#UNCERTAIN} the caller ends it with {@link #done},
     * {@link #notStored} or {@link #uncertain}.
     *
     * @throws IOException when the intent cannot be recorded; nothing may be stored then
     */
    State begin(DeliveryId id) throws IOException;

    /**
     * The message is in the store.
     *
     * @throws IOException when that cannot be recorded; the message is stored all the same
     */
    void done(DeliveryId id) throws IOException;

    /**
     * The store has certainly not taken the message.
     *
     * @throws IOException when that cannot be recorded; the next attempt looks for the message in the store then
     */
    void notStored(DeliveryId id) throws IOException;

    /** Whether the store has taken the message is not known; the next attempt looks for it. */
    void uncertain(DeliveryId id);

    /**
     * Releases the file. May be called more than once.
     *
     * @throws IOException when it cannot be closed
     */
    @Override
    void close() throws IOException;
}
