package org.sealmx.server.lmtp;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection that holds part of a message without going on with it, so that a few clients that have fallen
 * silent cannot hold what all messages in flight share ({@link InFlightBudget}). It goes on when {@value #PROGRESS}
 * octets or the end of the data have come. Belongs to its connection's thread.
 */
final class DataWatch {

    /** In octets. One now and then is no progress. */
    static final int PROGRESS = 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(DataWatch.class);

    private final Duration patience;
    private final LongSupplier nanos;
    private Optional<DataReader> watched = Optional.empty();
    private long octetsThen;
    private long then;
    private boolean scheduled;
    private boolean ended;

    /**
     * @param patience how long a message may be held without progress
     * @param nanos tells the time, as {@link System#nanoTime()}
     */
    DataWatch(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Whether the connection was ended: what still comes is of a message that is refused, and must not be read as
     * commands.
     */
    boolean hasEnded() {
        return ended;
    }

    /** Something has come for a message. */
    void received(ChannelHandlerContext ctx, DataReader data, LmtpSession session) {
        boolean another = watched.filter(known -> known == data).isEmpty();
        if (another || data.octets() - octetsThen >= PROGRESS) {
            watched = Optional.of(data);
            octetsThen = data.octets();
            then = nanos.getAsLong();
        }
        if (!scheduled && !data.isComplete()) {
            look(ctx, session, patience.toNanos());
        }
    }

    private void look(ChannelHandlerContext ctx, LmtpSession session, long inNanos) {
        scheduled = true;
        ctx.executor()
                .schedule(() -> look(ctx, session), inNanos, TimeUnit.NANOSECONDS)
                .addListener(looked -> {
                    if (looked.cause() != null) {
                        LOGGER.debug("a connection has ended while its message was watched", looked.cause());
                    }
                });
    }

    private void look(ChannelHandlerContext ctx, LmtpSession session) {
        scheduled = false;
        if (watched.isEmpty() || ctx.isRemoved()) {
            return;
        }
        DataReader data = watched.get();
        if (data.isComplete() || !data.isHolding()) {
            watched = Optional.empty();
            return;
        }
        long left = patience.toNanos() - (nanos.getAsLong() - then);
        if (left > 0) {
            look(ctx, session, left);
        } else {
            end(ctx, session, data);
        }
    }

    private void end(ChannelHandlerContext ctx, LmtpSession session, DataReader data) {
        LOGGER.warn(
                "a client has sent {} octets of a message and nothing more for {} s; its connection is ended (data-idle-seconds)",
                data.octets(),
                patience.toSeconds());
        ended = true;
        watched = Optional.empty();
        session.resetState();
        ctx.channel()
                .writeAndFlush(LmtpReplies.octets(LmtpReplies.DATA_TIMEOUT))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
