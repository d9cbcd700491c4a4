package org.sealmx.delivery.store;

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
 * Stores each message at most once in a store that cannot promise that by itself: intent and outcome are in the
 * {@link DeliveryJournal}, and a message whose outcome is not known is looked for before it is stored. Safe for use by
 * several threads.
 */
public final class JournaledStore implements SealedStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournaledStore.class);

    private final DeliveryJournal journal;
    private final SearchableStore store;
    private final OutageLog outage = new OutageLog(
            LOGGER,
            "The delivery journal cannot be written",
            "The delivery journal is written again",
            System::currentTimeMillis);

    /** @param journal is not closed with this */
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

    /** {@inheritDoc} Those of the store, and that each message is there once. */
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
            // a search that fails says nothing of what is there
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
     * What has come of a delivery is true whether or not it can be recorded; without the record a retry looks for the
     * message.
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
        // of the journal, the message is a file and what the system says about it
        outage.failed(e.getClass().getName(), "delivery " + id.hex() + ": " + e.getMessage());
        LOGGER.debug("delivery {}", id.hex(), e);
    }
}
