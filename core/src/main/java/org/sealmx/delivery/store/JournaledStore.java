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
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.ReversePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each message once in a store that cannot promise that by itself: the {@link DeliveryJournal} has the intent
 * and the outcome. When the outcome is unknown, the message is searched for before it is stored; in a store that cannot
 * be searched, it is stored once more, since a message too many is better than one that is lost.
 */
@ThreadSafe
public final class JournaledStore implements SealedStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournaledStore.class);

    private final DeliveryJournal journal;
    private final AppendingStore store;
    private final OutageLog outage = new OutageLog(
            LOGGER,
            "The delivery journal cannot be written",
            "The delivery journal can be written again",
            System::currentTimeMillis);

    /** @param journal not closed by this store */
    public JournaledStore(DeliveryJournal journal, AppendingStore store) {
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

    /**
     * {@inheritDoc} Those of the inner store, and {@link StorePromise#IDEMPOTENT} if it can be searched, otherwise
     * {@link StorePromise#ONCE_UNLESS_ANSWER_LOST}.
     */
    @Override
    public Set<StorePromise> promises() {
        Set<StorePromise> promises = EnumSet.of(
                store instanceof SearchableStore ? StorePromise.IDEMPOTENT : StorePromise.ONCE_UNLESS_ANSWER_LOST);
        promises.addAll(store.promises());
        return Collections.unmodifiableSet(promises);
    }

    @Override
    public StoreNames names() {
        return store.names();
    }

    /** {@inheritDoc} The inner store is asked. */
    @Override
    public Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
        return store.refusalAtRcpt(sender, route, size);
    }

    /** {@inheritDoc} The inner store is asked. */
    @Override
    public Optional<String> problem() {
        return store.problem();
    }

    @Override
    public StoreResult store(SealedDelivery delivery) {
        Optional<String> problem = store.names().problemWith(delivery.route().mailbox());
        return problem.isPresent() ? new StoreResult.NoPlace(problem.get()) : storeOnce(delivery);
    }

    private StoreResult storeOnce(SealedDelivery delivery) {
        DeliveryId id = delivery.id();
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
            case NEW -> append(delivery, false);
            case UNCERTAIN -> append(delivery, true);
        };
    }

    private StoreResult append(SealedDelivery delivery, boolean mayBeThere) {
        DeliveryId id = delivery.id();
        boolean known = false;
        try {
            Optional<StoreResult> found = mayBeThere ? find(delivery) : Optional.empty();
            StoreResult result = found.orElseGet(() -> store.append(delivery));
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

    private Optional<StoreResult> find(SealedDelivery delivery) {
        return store instanceof SearchableStore searchable ? searchable.find(delivery) : Optional.empty();
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
