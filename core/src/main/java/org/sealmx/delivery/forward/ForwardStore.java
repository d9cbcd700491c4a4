package org.sealmx.delivery.forward;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.Set;
import org.sealmx.delivery.hop.HandOver;
import org.sealmx.delivery.store.AppendingStore;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.hop.HopMessage;
import org.sealmx.hop.NextHop;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Hands sealed messages for other domains to a next server by SMTP, normally Postfix, whose reply decides ours. It is
 * not possible to ask it for a message, so one whose reply was lost is handed over again. Thread-safe.
 */
@ThreadSafe
public final class ForwardStore implements AppendingStore {

    /** The name of forwards among the stores. No account's mail is stored there. */
    public static final String NAME = "forward";

    private static final Reply SENDER_TOO_LONG =
            Reply.of(550, "5.1.7", "The sender's address is too long to be rewritten for forwarding");

    private final HandOver hop;
    private final ForwardSender sender;

    /**
     * @param hop speaks SMTP; not closed by this store
     * @param sender what the envelope sender becomes
     */
    public ForwardStore(NextHop hop, ForwardSender sender) {
        this.hop = new HandOver(hop, new ForwardTexts());
        this.sender = sender;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.MIME;
    }

    /** {@inheritDoc} Durable: an SMTP server takes over the responsibility with its reply (RFC 5321 section 4.2.5). */
    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE);
    }

    @Override
    public StoreResult append(SealedDelivery delivery) {
        Optional<ReversePath> from = sender.of(delivery.sender());
        return from.isPresent()
                ? hop.send(new HopMessage(from.get(), delivery.route().mailbox(), delivery.message()))
                : new StoreResult.Refused(SENDER_TOO_LONG);
    }

    /** {@inheritDoc} Opens a session with the server. */
    @Override
    public Optional<String> problem() {
        return hop.problem();
    }
}
