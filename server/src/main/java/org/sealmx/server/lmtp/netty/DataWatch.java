package org.sealmx.server.lmtp.netty;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sealmx.server.lmtp.session.DataReader;
import org.sealmx.server.lmtp.session.InFlightBudget;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection that holds part of a message without making progress, so that a few silent clients cannot use up
 * the budget of all messages in flight ({@link InFlightBudget}). Progress is {@value #PROGRESS} more octets or the end
 * of the data. Used only by its connection's thread.
 */
final class DataWatch {

    /** In octets. An octet now and then is not progress. */
    static final int PROGRESS = 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(DataWatch.class);

    private final Duration patience;
    private final LongSupplier nanos;
    private Optional<DataReader> watched = Optional.empty();
    private long octetsThen;
    private long then;
    private Optional<ScheduledFuture<?>> scheduled = Optional.empty();
    private boolean ended;

    /**
     * @param patience how long a message may be held without progress
     * @param nanos the time, as {@link System#nanoTime()} gives it
     */
    DataWatch(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Whether the connection was closed. Any further input belongs to the refused message and must not be read as
     * commands.
     */
    boolean hasEnded() {
        return ended;
    }

    /** Notes that input has arrived for a message. */
    void received(ChannelHandlerContext ctx, DataReader data, LmtpConnection session) {
        boolean another = watched.filter(known -> known == data).isEmpty();
        if (another || data.octets() - octetsThen >= PROGRESS) {
            watched = Optional.of(data);
            octetsThen = data.octets();
            then = nanos.getAsLong();
        }
        if (scheduled.isEmpty() && !data.isComplete()) {
            look(ctx, session, patience.toNanos());
        }
    }

    private void look(ChannelHandlerContext ctx, LmtpConnection session, long inNanos) {
        scheduled = Optional.of(ctx.executor().schedule(() -> look(ctx, session), inNanos, TimeUnit.NANOSECONDS));
    }

    /** The connection is closed: forgets it and its message, since its thread goes on to serve others. */
    void stop() {
        scheduled.ifPresent(look -> look.cancel(false));
        scheduled = Optional.empty();
        watched = Optional.empty();
    }

    private void look(ChannelHandlerContext ctx, LmtpConnection session) {
        scheduled = Optional.empty();
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

    private void end(ChannelHandlerContext ctx, LmtpConnection session, DataReader data) {
        LOGGER.warn(
                "closing a connection: its client has sent {} octets of a message and made no progress for {} s (data-idle-seconds)",
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
