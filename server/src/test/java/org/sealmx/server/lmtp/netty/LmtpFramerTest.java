package org.sealmx.server.lmtp.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LmtpFramerTest {

    private final List<Throwable> faults = new ArrayList<>();

    private final class FaultsNoted extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            faults.add(cause);
        }
    }

    private final EmbeddedChannel channel =
            new EmbeddedChannel(new LmtpFramer(Duration.ofMinutes(10), new OpenConnections()), new FaultsNoted());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void write(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, US_ASCII));
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame.toString(US_ASCII));
            frame.release();
        }
        return frames;
    }

    @Test
    void decodeShouldYieldEachLineWhenSeveralComeAtOnce() {
        write("MAIL\r\nRCPT\r\nDA");

        assertThat(frames()).containsExactly("MAIL\r\n", "RCPT\r\n");
    }

    @Test
    void decodeShouldYieldALineWhenItsEndComesLater() {
        write("DA");
        write("TA\r");
        write("\n");

        assertThat(frames()).containsExactly("DATA\r\n");
    }

    @Test
    void decodeShouldYieldALineWhenItIsAsLongAsTheLimit() {
        String line = "x".repeat(LmtpFramer.MAX_COMMAND_LINE - 1) + "\r\n";
        write(line);

        assertThat(frames()).containsExactly(line);
    }

    @Test
    void decodeShouldReportOnceAndGoOnWhenALineIsTooLong() {
        write("x".repeat(LmtpFramer.MAX_COMMAND_LINE) + "\r\nNOOP\r\n");

        assertThat(faults).singleElement().isInstanceOf(TooLongFrameException.class);
        assertThat(frames()).containsExactly("NOOP\r\n");
    }

    @Test
    void decodeShouldReportOnceAndHoldNothingWhenATooLongLineComesInParts() {
        for (int i = 0; i < 10; i++) {
            write("x".repeat(LmtpFramer.MAX_COMMAND_LINE));
        }
        write("\nNOOP\r\n");

        assertThat(faults).singleElement().isInstanceOf(TooLongFrameException.class);
        assertThat(frames()).containsExactly("NOOP\r\n");
    }
}
