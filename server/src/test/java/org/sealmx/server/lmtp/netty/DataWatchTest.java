package org.sealmx.server.lmtp.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.server.lmtp.session.DataReader;
import org.sealmx.server.lmtp.session.InFlightBudget;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.OpenTransaction;
import org.sealmx.smtp.ReversePath;

/** A connection that falls silent within a message, with a clock that the test advances. */
class DataWatchTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final int BUDGET = 10_000;

    private final InFlightBudget budget = new InFlightBudget(BUDGET);
    private long nanos;
    private boolean stuck;
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new Peer(),
            new LmtpFramer(new DataWatch(Duration.ofSeconds(PATIENCE_SECONDS), () -> nanos), new OpenConnections()));
    private LmtpConnection session;

    /** The peer, which reads what is written unless it is stuck. */
    private final class Peer extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
            if (stuck) {
                ReferenceCountUtil.release(message);
            } else {
                super.write(ctx, message, promise);
            }
        }
    }

    @BeforeEach
    void begin() {
        channel.freezeTime();
        ProtocolTransport transport = new NettyProtocolTransport(channel, null, false) {
            @Override
            public InetSocketAddress getRemoteAddress() {
                return InetSocketAddress.createUnresolved("client", 1);
            }
        };
        session = new LmtpConnection(transport, new SMTPConfigurationImpl());
        channel.attr(BasicChannelInboundHandler.SESSION_ATTRIBUTE_KEY).set(session);
        OpenTransaction transaction = new OpenTransaction(ReversePath.nullPath(), false, 0);
        transaction.begin(new DataReader(0, 1_000_000, budget));
        session.begin(transaction);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    /** Its thread goes on to serve others, and would hold what the task refers to until its time has come. */
    @Test
    void watchShouldLeaveNoTaskWhenTheConnectionIsClosed() {
        channel.writeInbound(Unpooled.copiedBuffer("half a mess", US_ASCII));
        assertThat(channel.runScheduledPendingTasks()).isPositive();

        channel.pipeline().fireChannelInactive();

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    private void write(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, US_ASCII));
    }

    private void pass(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private Optional<String> said() {
        ByteBuf written = channel.readOutbound();
        if (written == null) {
            return Optional.empty();
        }
        String text = written.toString(US_ASCII);
        written.release();
        return Optional.of(text);
    }

    private void requireGoesOn() {
        assertThat(said()).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }

    private void requireEnded() {
        assertThat(said()).contains("421 4.4.2 The message stopped coming, closing the connection\r\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(budget.hasRoomFor(BUDGET)).isTrue();
    }

    @Test
    void connectionShouldBeEndedWhenItHoldsPartOfAMessageInSilence() {
        write("half a mess");
        pass(PATIENCE_SECONDS - 1);
        requireGoesOn();
        pass(1);

        requireEnded();
    }

    @Test
    void connectionShouldGoOnWhenMoreOfTheMessageComes() {
        String line = "x".repeat(DataWatch.PROGRESS) + "\r\n";
        for (int i = 0; i < 3; i++) {
            write(line);
            pass(PATIENCE_SECONDS - 1);
        }

        requireGoesOn();
        pass(1);
        requireEnded();
    }

    @Test
    void connectionShouldBeEndedWhenAnOctetComesNowAndThen() {
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            write("x");
            pass(1);
        }

        requireEnded();
    }

    @Test
    void connectionShouldGoOnWhenTheMessageIsComplete() {
        write("text\r\n.\r\n");
        pass(2 * PATIENCE_SECONDS);

        requireGoesOn();
    }

    @Test
    void connectionShouldGoOnWhenTheMessageIsRefusedAndNothingIsHeld() {
        write("bare\nline feed");
        pass(2 * PATIENCE_SECONDS);

        requireGoesOn();
    }

    @Test
    void connectionShouldBeEndedWhenItsSecondMessageStops() {
        write("text\r\n.\r\n");
        session.resetState();
        pass(PATIENCE_SECONDS / 2);
        OpenTransaction second = new OpenTransaction(ReversePath.nullPath(), false, 0);
        second.begin(new DataReader(0, 1_000_000, budget));
        session.begin(second);
        write("half a mess");
        pass(PATIENCE_SECONDS - 1);
        requireGoesOn();
        pass(1);

        requireEnded();
    }

    @Test
    void restOfTheMessageShouldNotBeReadAsCommandsWhenTheConnectionWasEnded() {
        stuck = true;
        write("half a mess");
        pass(PATIENCE_SECONDS);
        write("age\r\n.\r\nMAIL FROM:<a@example.com>\r\n");

        assertThat(channel.<Object>readInbound()).isNull();
    }
}
