package org.sealmx.delivery.hop;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.hop.HopMessage;
import org.sealmx.hop.HopResult;
import org.sealmx.hop.NextHop;

/** Hands messages to the next server, whose reply becomes a {@link StoreResult}. */
@ThreadSafe
public final class HandOver {

    private final NextHop hop;

    @SuppressWarnings("ThreadSafe") // pure functions
    private final HopTexts texts;

    /**
     * @param hop not closed by this
     * @param texts for its refusals
     */
    public HandOver(NextHop hop, HopTexts texts) {
        this.hop = hop;
        this.texts = texts;
    }

    /** Hands a message over; returns when the server has replied, or does not within the time-outs. */
    public StoreResult send(HopMessage message) {
        return resultOf(hop.send(message));
    }

    /**
     * Opens a session with the hop and ends it without a message.
     *
     * @return why that is not possible, in one line without addresses; empty when it is
     */
    public Optional<String> problem() {
        return hop.problem().map(why -> "the next hop " + hop.address() + " cannot be used: " + why);
    }

    /** What the result of the hop is for a store; a hop that is willing counts as one that has taken the message. */
    public StoreResult resultOf(HopResult result) {
        if (result instanceof HopResult.Taken || result instanceof HopResult.Willing) {
            return new StoreResult.Stored();
        }
        if (result instanceof HopResult.Refused refused) {
            return new StoreResult.Refused(
                    refused.reply().with(texts.textFor(refused.reply().status())));
        }
        if (result instanceof HopResult.TooLarge) {
            return new StoreResult.TooLarge("the next hop does not accept a message of this size");
        }
        if (result instanceof HopResult.NotSupported lacking) {
            return new StoreResult.Refused(texts.lacking(lacking.extension()));
        }
        HopResult.Failed failed = (HopResult.Failed) result;
        return new StoreResult.Unavailable(
                Scope.STORE,
                failed.kind(),
                "the next hop " + hop.address() + ": " + failed.reason(),
                !failed.mayBeTaken());
    }
}
