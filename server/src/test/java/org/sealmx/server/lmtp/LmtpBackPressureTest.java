package org.sealmx.server.lmtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** The cost of a client that sends commands and never reads the replies. */
class LmtpBackPressureTest {

    /** Far more than the buffers of the operating system and of one read can hold. */
    private static final long ENDLESS = 48L << 20;
    /** Far longer than the server needs to take the next commands if it takes them at all. */
    private static final long STALLED_MILLIS = 3_000;

    @Test
    void serverShouldStopReadingWhenTheClientDoesNotReadTheReplies() throws Exception {
        try (LmtpFixture fixture = new LmtpFixture();
                SocketChannel client =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), fixture.port()))) {
            assertThat(octetsTaken(client)).isLessThan(ENDLESS);
        }
    }

    /** How many octets the server takes before it stops reading, or all of them. */
    private static long octetsTaken(SocketChannel client) throws IOException {
        client.configureBlocking(false);
        ByteBuffer commands = ByteBuffer.wrap("NOOP\r\n".repeat(10_000).getBytes(US_ASCII));
        long taken = 0;
        try (Selector selector = Selector.open()) {
            client.register(selector, SelectionKey.OP_WRITE);
            while (taken < ENDLESS && selector.select(STALLED_MILLIS) > 0) {
                selector.selectedKeys().clear();
                taken += client.write(commands);
                if (!commands.hasRemaining()) {
                    commands.rewind();
                }
            }
        }
        return taken;
    }
}
