package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.outage.OutageLog;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each message at most once in a store that cannot promise that by itself: the {@link DeliveryJournal} has the
 * intent and the outcome, and when the outcome is unknown, the message is searched for before it is stored.
 */
@ThreadSafe
public final class JournaledStore implements SealedStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournaledStore.class);

    private final DeliveryJournal journal;
    private final SearchableStore store;
    private final OutageLog outage = new OutageLog(
            LOGGER,
            "The delivery journal cannot be written",
            "The delivery journal can be written again",
            System::currentTimeMillis);

    /** @param journal not closed by this store */
    public JournaledStore(DeliveryJournal journal, SearchableStore store) {
        this.journal = journal;
        this.store = store;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public SealingFormat format() {
        return store.format();
    }

    /** {@inheritDoc} Those of the inner store, and {@link StorePromise#IDEMPOTENT}. */
    @Override
    public Set<StorePromise> promises() {
        Set<StorePromise> promises = EnumSet.of(StorePromise.IDEMPOTENT);
        promises.addAll(store.promises());
        return Collections.unmodifiableSet(promises);
    }

    @Override
    public StoreNames names() {
        return store.names();
    }

    @Override
    public StoreResult store(Route route, DeliveryId id, SealedMessage message) {
        Optional<String> problem = store.names().problemWith(route.mailbox());
        return problem.isPresent() ? new StoreResult.NoPlace(problem.get()) : storeOnce(route, id, message);
    }

    private StoreResult storeOnce(Route route, DeliveryId id, SealedMessage message) {
        DeliveryJournal.State state;
        try {
            state = journal.begin(id);
        } catch (IOException e) {
            failed(id, e);
            return new StoreResult.NotRecorded();
        }
        return switch (state) {
            case DONE -> new StoreResult.AlreadyThere();
            case IN_PROGRESS -> new StoreResult.UnderWay();
            case NEW -> append(route, id, message, false);
            case UNCERTAIN -> append(route, id, message, true);
        };
    }

    private StoreResult append(Route route, DeliveryId id, SealedMessage message, boolean mayBeThere) {
        boolean known = false;
        try {
            Optional<StoreResult> found = mayBeThere ? store.find(route, id) : Optional.empty();
            StoreResult result = found.orElseGet(() -> store.append(route, id, message));
            // A failed search says nothing about what is in the store.
            known = result.isSuccess() || (found.isEmpty() && result.certainlyNotStored());
            if (known) {
                record(id, result);
            }
            return result;
        } finally {
            if (!known) {
                journal.uncertain(id);
            }
        }
    }

    /**
     * Records the result, which holds even if it cannot be recorded: without the record, a retry looks for the message.
     */
    private void record(DeliveryId id, StoreResult result) {
        try {
            if (result.isSuccess()) {
                journal.done(id);
            } else {
                journal.notStored(id);
            }
            outage.succeeded();
        } catch (IOException | RuntimeException e) {
            failed(id, e);
        }
    }

    private void failed(DeliveryId id, Exception e) {
        // The journal's exceptions name only a file and the system's error.
        outage.failed(e.getClass().getName(), "delivery " + id.hex() + ": " + e.getMessage());
        LOGGER.debug("delivery {}", id.hex(), e);
    }
}
