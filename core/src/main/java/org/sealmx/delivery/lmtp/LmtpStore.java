package org.sealmx.delivery.lmtp;

import java.util.Set;
import org.sealmx.delivery.hop.HandOver;
import org.sealmx.delivery.store.AppendingStore;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.hop.HopMessage;
import org.sealmx.hop.NextHop;
import org.sealmx.octets.MessageSource;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Reply;

/**
 * The mailboxes of a server behind us that takes mail by LMTP (RFC 2033): Dovecot, Cyrus, Stalwart. Its reply for the
 * recipient decides ours. It is not possible to ask it for a message, so one whose reply was lost is handed over again;
 * the server can drop the second copy by the field {@value org.sealmx.sealing.TraceFields#MARK_FIELD}, which names the
 * delivery ({@code docs/NEXT_HOP.md}). Thread-safe.
 */
public final class LmtpStore implements AppendingStore {

    /** The value of {@code store} in {@code sealmx.properties} that selects this store. */
    public static final String NAME = "lmtp";

    private final HandOver hop;

    /** @param hop speaks LMTP; not closed by this store */
    public LmtpStore(NextHop hop) {
        this.hop = new HandOver(hop, new HopReplies());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.MIME;
    }

    /** {@inheritDoc} Durable: an LMTP server replies when it has stored the message (RFC 2033 section 5). */
    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE);
    }

    @Override
    public StoreResult append(SealedDelivery delivery) {
        return hop.send(new HopMessage(
                delivery.sender(),
                delivery.route().mailbox(),
                withPlacement(delivery.message(), delivery.placement())));
    }

    private static MessageSource withPlacement(MessageSource message, Placement placement) {
        String fields = PlacementFields.of(placement);
        return fields.isEmpty() ? message : new FieldsBefore(fields, message);
    }
}
