package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.util.List;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;

/**
 * Records which notices were stored or sent. It is kept apart from the journal of other deliveries, which may forget
 * its records before the certificate of a notice ends; and it records each notice under another id than its delivery
 * has, so that both may use one database.
 */
@ThreadSafe
public final class NoticeJournal implements DeliveryJournal {

    private final DeliveryJournal records;
    private final DeliveryIdFactory ids;

    /** @param records remembers longer than the largest number of days between two notices; closed with this */
    public NoticeJournal(DeliveryJournal records, DeliveryIdFactory ids) {
        this.records = records;
        this.ids = ids;
    }

    private DeliveryId record(DeliveryId id) {
        return ids.idOfNotice("record", List.of(id.hex()));
    }

    @Override
    public State begin(DeliveryId id) throws IOException {
        return records.begin(record(id));
    }

    @Override
    public void done(DeliveryId id) throws IOException {
        records.done(record(id));
    }

    @Override
    public void notStored(DeliveryId id) throws IOException {
        records.notStored(record(id));
    }

    @Override
    public void uncertain(DeliveryId id) {
        records.uncertain(record(id));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
