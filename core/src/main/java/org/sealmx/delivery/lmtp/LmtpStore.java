package org.sealmx.delivery.lmtp;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.Set;
import org.sealmx.delivery.hop.HandOver;
import org.sealmx.delivery.store.AppendingStore;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.hop.HopEnvelope;
import org.sealmx.hop.HopMessage;
import org.sealmx.hop.HopResult;
import org.sealmx.hop.NextHop;
import org.sealmx.octets.MessageSource;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.ReversePath;

/**
 * The mailboxes of a server behind us that takes mail by LMTP (RFC 2033): Dovecot, Cyrus, Stalwart. Its reply for the
 * recipient decides ours. It is not possible to ask it for a message, so one whose reply was lost is handed over again;
 * the server can drop the second copy by the field {@value org.sealmx.sealing.TraceFields#MARK_FIELD}, which names the
 * delivery ({@code docs/NEXT_HOP.md}). An account gets one message after the other, since Dovecot forgets such ids
 * otherwise. Thread-safe.
 */
@ThreadSafe
public final class LmtpStore implements AppendingStore {

    /** The value of {@code store} in {@code sealmx.properties} that selects this store. */
    public static final String NAME = "lmtp";

    private final NextHop hop;
    private final HandOver handOver;
    private final boolean askAtRcpt;
    private final AccountTurns turns = new AccountTurns();

    /**
     * @param hop speaks LMTP; not closed by this store
     * @param askAtRcpt whether the server is asked at RCPT
     */
    public LmtpStore(NextHop hop, boolean askAtRcpt) {
        this.hop = hop;
        this.handOver = new HandOver(hop, new HopReplies());
        this.askAtRcpt = askAtRcpt;
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

    /** {@inheritDoc} Waits as long for an earlier message to the account as for the reply to a command. */
    @Override
    public StoreResult append(SealedDelivery delivery) {
        AccountId account = delivery.route().account();
        try {
            if (!turns.await(account, hop.timeouts().command())) {
                return new StoreResult.Unavailable(
                        Scope.ACCOUNT, "BUSY", "another message to the account takes too long", true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StoreResult.Unavailable(Scope.ACCOUNT, "INTERRUPTED", "interrupted", true);
        }
        try {
            return handOver(delivery);
        } finally {
            turns.end(account);
        }
    }

    private StoreResult handOver(SealedDelivery delivery) {
        return handOver.send(new HopMessage(
                delivery.sender(),
                delivery.route().mailbox(),
                withPlacement(delivery.message(), delivery.placement())));
    }

    /** {@inheritDoc} Empty when it is not to be asked. */
    @Override
    public Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
        if (!askAtRcpt) {
            return Optional.empty();
        }
        HopResult result = hop.probe(new HopEnvelope(sender, route.mailbox(), size));
        return result instanceof HopResult.Willing ? Optional.empty() : Optional.of(handOver.resultOf(result));
    }

    /** {@inheritDoc} Opens a session with the server. */
    @Override
    public Optional<String> problem() {
        return handOver.problem();
    }

    private static MessageSource withPlacement(MessageSource message, Placement placement) {
        String fields = PlacementFields.of(placement);
        return fields.isEmpty() ? message : new FieldsBefore(fields, message);
    }
}
