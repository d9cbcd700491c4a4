package org.sealmx.server.lookup.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.sealmx.server.lookup.protocol.LookupProtocol;
import org.sealmx.server.lookup.protocol.MalformedRequestException;

/**
 * One connection of Postfix. Its requests are answered one after the other, in their order; while an answer is being
 * made, on a thread of its own, nothing more is read. So a connection holds one request and what came with it, and a
 * slow answer stops no other connection. Used on the connection's event loop only.
 */
final class LookupConnection extends ChannelInboundHandlerAdapter {

    private static final String TOO_MANY = "too many look-ups at once, try again later";
    private static final String TOO_MANY_CONNECTIONS = "too many connections for look-ups, try again later";
    private static final String FAILED = "the look-up failed, try again later";

    private final LookupProtocol protocol;
    private final LookupTimes times;
    private final Executor answers;
    private final LookupLog log;
    private final boolean admitted;
    private final SilentConnections silent;
    private final ByteBuf octets = Unpooled.buffer();
    private State state = State.READING;
    private Optional<Future<?>> limit = Optional.empty();

    /** What the connection does. */
    private enum State {
        /** It waits for a request, or for the rest of one. */
        READING,
        /** An answer is being made or sent. */
        ANSWERING,
        /** Its last reply has been sent, and what still comes in is thrown away. */
        ENDING
    }

    /**
     * @param admitted whether there is room for the connection; if not, it gets one reply that says so
     * @param silent is told when the connection is silent
     * @param answers runs look-ups, each as long as it takes; rejects those for which it has no thread
     */
    LookupConnection(
            boolean admitted,
            SilentConnections silent,
            LookupProtocol protocol,
            LookupTimes times,
            Executor answers,
            LookupLog log) {
        this.admitted = admitted;
        this.silent = silent;
        this.protocol = protocol;
        this.times = times;
        this.answers = answers;
        this.log = log;
    }

    /** A reply, and whether the connection ends with it. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    private record Answer(byte[] reply, boolean last) {}

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!admitted) {
            log.tooMany(protocol.name(), TOO_MANY_CONNECTIONS);
            reply(ctx, new Answer(protocol.deferred(TOO_MANY_CONNECTIONS), true));
            return;
        }
        silent.add(ctx.channel());
        limit(ctx, times.idle(), () -> close(ctx));
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf more = (ByteBuf) message;
        try {
            if (state != State.ENDING) {
                octets.discardReadBytes().writeBytes(more);
            }
        } finally {
            more.release();
        }
        if (state == State.READING) {
            next(ctx);
        } else if (state == State.ENDING) {
            ctx.read();
        }
    }

    /** Answers the next request, or waits for the rest of it. */
    private void next(ChannelHandlerContext ctx) {
        try {
            Optional<byte[]> request = protocol.take(octets);
            if (request.isPresent()) {
                answer(ctx, request.get());
            } else {
                ctx.read();
            }
        } catch (MalformedRequestException e) {
            reply(ctx, malformed(e));
        }
    }

    private void answer(ChannelHandlerContext ctx, byte[] request) {
        state = State.ANSWERING;
        silent.remove(ctx.channel());
        limit(ctx, times.answer(), () -> {
            log.tooSlow(protocol.name());
            reply(ctx, new Answer(protocol.timedOut(), true));
        });
        Future<?> inTime = limit.orElseThrow();
        try {
            answers.execute(() -> {
                Answer answer = answer(request);
                onLoop(ctx, () -> {
                    // a late answer is to a request that has been answered
                    if (inTime.cancel(false)) {
                        reply(ctx, answer);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            log.tooMany(protocol.name(), TOO_MANY);
            reply(ctx, new Answer(protocol.deferred(TOO_MANY), false));
        }
    }

    /** Continues on the event loop, unless that has ended, and with it the connection. */
    private void onLoop(ChannelHandlerContext ctx, Runnable then) {
        try {
            ctx.executor().execute(then);
        } catch (RejectedExecutionException e) {
            log.disconnected(e);
        }
    }

    private Answer answer(byte[] request) {
        try {
            return new Answer(protocol.answer(request), false);
        } catch (MalformedRequestException e) {
            return malformed(e);
        } catch (RuntimeException | Error e) {
            log.failed(protocol.name(), e);
            return new Answer(protocol.deferred(FAILED), false);
        }
    }

    private Answer malformed(MalformedRequestException e) {
        log.malformed(protocol.name(), e.problem());
        return new Answer(protocol.malformed(e.problem()), true);
    }

    private void reply(ChannelHandlerContext ctx, Answer answer) {
        state = State.ANSWERING;
        if (admitted) {
            silent.add(ctx.channel());
        }
        limit(ctx, times.idle(), () -> close(ctx));
        ctx.writeAndFlush(Unpooled.wrappedBuffer(answer.reply())).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                close(ctx);
            } else if (answer.last()) {
                end(ctx);
            } else {
                state = State.READING;
                next(ctx);
            }
        });
    }

    /**
     * Lets the client read the last reply: a connection that is closed while octets are unread is reset, and the reply
     * lost. Netty closes it when the client does.
     */
    private void end(ChannelHandlerContext ctx) {
        state = State.ENDING;
        limit(ctx, times.end(), () -> close(ctx));
        ((DuplexChannel) ctx.channel()).shutdownOutput().addListener(shut -> ctx.read());
    }

    private static void close(ChannelHandlerContext ctx) {
        // nobody waits for it; channelInactive follows
        var unused = ctx.close();
    }

    /** Does something when time is up, unless another limit is set first. */
    private void limit(ChannelHandlerContext ctx, Duration time, Runnable then) {
        limit.ifPresent(earlier -> earlier.cancel(false));
        limit = Optional.of(ctx.executor().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        silent.remove(ctx.channel());
        limit.ifPresent(last -> last.cancel(false));
        octets.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            log.disconnected(cause);
        } else {
            log.failed(protocol.name(), cause);
        }
        close(ctx);
    }
}
