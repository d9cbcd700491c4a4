package org.sealmx.server.lmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.sealmx.server.lmtp.session.DataReader;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.server.lmtp.session.OpenTransaction;

/**
 * Splits the input into command lines, and passes mail data to the {@link DataReader} of the transaction as it arrives;
 * the end of the data is one empty frame. Once the server is being stopped, the connection ends with a reply as soon as
 * it has no transaction. It reads more input only when the previous input has been processed and the client has read
 * the replies, so a client cannot make the server hold more than it works on. Used only by its connection's thread,
 * like the core handler after it.
 */
public final class LmtpFramer extends ByteToMessageDecoder {

    /**
     * Command lines with the longest possible address and all parameters are much shorter (RFC 5321 section 4.5.3.1.4,
     * RFC 6531 section 3.3).
     */
    static final int MAX_COMMAND_LINE = 4096;

    private final DataWatch watch;
    private final OpenConnections connections;
    private boolean skipping;
    private boolean left;

    /**
     * @param dataIdle how long a message may be held without progress
     * @param connections whether they are ending
     */
    public LmtpFramer(Duration dataIdle, OpenConnections connections) {
        this(new DataWatch(dataIdle, System::nanoTime), connections);
    }

    LmtpFramer(DataWatch watch, OpenConnections connections) {
        this.watch = watch;
        this.connections = connections;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        super.channelActive(ctx);
        ctx.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        watch.stop();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == OpenConnections.STOPPING) {
            leaveWithoutTransaction(ctx);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        leaveWithoutTransaction(ctx);
        readWhenRepliesAreRead(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        super.channelWritabilityChanged(ctx);
        readWhenRepliesAreRead(ctx);
    }

    /** Does not read from a client that does not read our replies, which would otherwise pile up on the heap. */
    private static void readWhenRepliesAreRead(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            ctx.read();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        leaveWithoutTransaction(ctx);
        if (left || watch.hasEnded()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        Optional<DataReader> data = transactionOf(ctx).flatMap(OpenTransaction::data);
        if (data.isPresent()) {
            data.get().consume(in);
            watch.received(ctx, data.get(), sessionOf(ctx).orElseThrow());
            if (data.get().isComplete()) {
                out.add(Unpooled.EMPTY_BUFFER);
            }
        } else {
            decodeCommand(ctx, in, out);
        }
    }

    private void decodeCommand(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int lineFeed = in.bytesBefore((byte) '\n');
        if (lineFeed < 0) {
            if (skipping || in.readableBytes() > MAX_COMMAND_LINE) {
                skipping = true;
                in.skipBytes(in.readableBytes());
            }
            return;
        }
        if (skipping || lineFeed > MAX_COMMAND_LINE) {
            skipping = false;
            in.skipBytes(lineFeed + 1);
            ctx.fireExceptionCaught(new TooLongFrameException("command line too long"));
        } else {
            out.add(in.readBytes(lineFeed + 1));
        }
    }

    /** What the client sends after this is not read: it has no reply, so the client sends it elsewhere or later. */
    private void leaveWithoutTransaction(ChannelHandlerContext ctx) {
        if (connections.areEnding() && !left && transactionOf(ctx).isEmpty()) {
            left = true;
            ctx.channel()
                    .writeAndFlush(LmtpReplies.octets(LmtpReplies.STOPPING))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static Optional<OpenTransaction> transactionOf(ChannelHandlerContext ctx) {
        return sessionOf(ctx).flatMap(LmtpConnection::transaction);
    }

    private static Optional<LmtpConnection> sessionOf(ChannelHandlerContext ctx) {
        return ctx.channel()
                                .attr(BasicChannelInboundHandler.SESSION_ATTRIBUTE_KEY)
                                .get()
                        instanceof LmtpConnection session
                ? Optional.of(session)
                : Optional.empty();
    }
}
