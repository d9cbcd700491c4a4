package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.Set;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.store.AppendingStore;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.ReversePath;

/**
 * A store that keeps each message once by itself, below a journal of ours: what it has kept may be fetched and deleted
 * there, and must not come again.
 */
@ThreadSafe
final class NoticeStore implements AppendingStore {

    private final SealedStore store;

    private NoticeStore(SealedStore store) {
        this.store = store;
    }

    /** The store with the journal of notices around it, in place of its own journal if it has one. */
    static SealedStore of(SealedStore store, DeliveryJournal journal) {
        return store instanceof JournaledStore journaled
                ? journaled.with(journal)
                : new JournaledStore(journal, new NoticeStore(store));
    }

    @Override
    public StoreResult append(SealedDelivery delivery) {
        return store.store(delivery);
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public SealingFormat format() {
        return store.format();
    }

    @Override
    public Set<StorePromise> promises() {
        return store.promises();
    }

    @Override
    public StoreNames names() {
        return store.names();
    }

    @Override
    public Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
        return store.refusalAtRcpt(sender, route, size);
    }
}
