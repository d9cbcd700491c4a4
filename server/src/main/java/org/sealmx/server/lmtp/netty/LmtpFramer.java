package org.sealmx.server.lmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.sealmx.server.lmtp.session.DataReader;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.OpenTransaction;

/**
 * Splits the input into command lines, and passes mail data to the {@link DataReader} of the transaction as it arrives;
 * the end of the data is one empty frame. It reads more input only when the previous input has been processed and the
 * client has read the replies, so a client cannot make the server hold more than it works on. Used only by its
 * connection's thread, like the core handler after it.
 */
public final class LmtpFramer extends ByteToMessageDecoder {

    /**
     * Command lines with the longest possible address and all parameters are much shorter (RFC 5321 section 4.5.3.1.4,
     * RFC 6531 section 3.3).
     */
    static final int MAX_COMMAND_LINE = 4096;

    private final DataWatch watch;
    private boolean skipping;

    /** @param dataIdle how long a message may be held without progress */
    public LmtpFramer(Duration dataIdle) {
        this(new DataWatch(dataIdle, System::nanoTime));
    }

    LmtpFramer(DataWatch watch) {
        this.watch = watch;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        super.channelActive(ctx);
        ctx.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
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
        if (watch.hasEnded()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        Optional<LmtpConnection> session = sessionOf(ctx);
        Optional<DataReader> data = session.flatMap(LmtpConnection::transaction).flatMap(OpenTransaction::data);
        if (data.isPresent()) {
            data.get().consume(in);
            watch.received(ctx, data.get(), session.get());
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

    private static Optional<LmtpConnection> sessionOf(ChannelHandlerContext ctx) {
        return ctx.channel()
                                .attr(BasicChannelInboundHandler.SESSION_ATTRIBUTE_KEY)
                                .get()
                        instanceof LmtpConnection session
                ? Optional.of(session)
                : Optional.empty();
    }
}
