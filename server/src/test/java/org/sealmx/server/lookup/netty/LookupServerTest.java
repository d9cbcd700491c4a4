package org.sealmx.server.lookup.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.LogCapture;
import org.sealmx.server.lookup.protocol.SocketmapProtocol;
import org.sealmx.server.lookup.protocol.TcpTableProtocol;
import org.sealmx.server.lookup.table.LookupAnswer;
import org.sealmx.server.lookup.table.LookupTable;
import org.sealmx.server.lookup.table.TurnedAway;

/** Connections, by real sockets. */
class LookupServerTest {

    private static final int LONGEST = 2_000;
    private static final Duration EVER = Duration.ofMinutes(5);
    private static final LookupTimes LONG = new LookupTimes(EVER, EVER, EVER, EVER);
    private static final int PATIENCE_MILLIS = 60_000;

    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch askedSlow = new CountDownLatch(1);
    private final LookupTable table = key -> {
        if (key.startsWith("slow")) {
            askedSlow.countDown();
            await(slow);
        }
        if (key.startsWith("fault")) {
            throw new IllegalStateException("about " + key);
        }
        return key.startsWith("nobody") ? new LookupAnswer.NotFound() : new LookupAnswer.Found(key);
    };
    private final List<TurnedAway.Cause> turnedAway = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private LogCapture log;
    private int socketmap;
    private int tcp;

    @BeforeEach
    void start() throws Exception {
        log = new LogCapture(LookupLog.class);
        restart(10, LONG);
    }

    @AfterEach
    void stop() throws Exception {
        slow.countDown();
        for (AutoCloseable each : opened) {
            each.close();
        }
        log.close();
    }

    private LookupServer restart(int connections, LookupTimes times) throws Exception {
        LookupServer server = new LookupServer(connections, times, new LookupLog(System::nanoTime, turnedAway::add));
        opened.add(server);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        socketmap = server.listen(any, new SocketmapProtocol(Map.of("map", table), LONGEST))
                .getPort();
        tcp = server.listen(any, new TcpTableProtocol("map", table, LONGEST)).getPort();
        return server;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), UTF_8);
    }

    /** Everything until the server closes the connection. */
    private static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(UTF_8);
    }

    private static String netstring(String content) {
        return content.getBytes(UTF_8).length + ":" + content + ",";
    }

    @Test
    void requestsShouldBeAnsweredInTheirOrder() throws Exception {
        Socket socket = connect(socketmap);
        send(socket, netstring("map a") + netstring("map nobody") + netstring("other b") + netstring("map c"));

        String replies = netstring("OK a")
                + netstring("NOTFOUND ")
                + netstring("PERM there is no such map here; the maps are map")
                + netstring("OK c");
        assertThat(read(socket, replies.length())).isEqualTo(replies);
    }

    @Test
    void requestShouldBeAnsweredWhenItComesOctetByOctet() throws Exception {
        Socket socket = connect(tcp);
        socket.setTcpNoDelay(true);
        for (String octet : "get a\nget nobody\n".split("", -1)) {
            send(socket, octet);
        }
        assertThat(read(socket, 20)).isEqualTo("200 a\n500 not found\n");
    }

    @Test
    void manyRequestsAtOnceShouldAllBeAnswered() throws Exception {
        Socket socket = connect(tcp);
        int many = 5_000;
        Thread sender = new Thread(() -> {
            try {
                send(socket, "get key\n".repeat(many));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        sender.start();
        String replies = "200 key\n".repeat(many);
        assertThat(read(socket, replies.length())).isEqualTo(replies);
        sender.join();
    }

    @Test
    void slowLookUpShouldStopNoOtherConnection() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Socket socket = connect(socketmap);
            send(socket, netstring("map slow" + i));
            waiting.add(socket);
        }
        Socket quick = connect(tcp);
        send(quick, "get quick\n");
        assertThat(read(quick, 10)).isEqualTo("200 quick\n");

        slow.countDown();
        for (int i = 0; i < 5; i++) {
            String reply = netstring("OK slow" + i);
            assertThat(read(waiting.get(i), reply.length())).isEqualTo(reply);
        }
    }

    @Test
    void malformedRequestShouldGetAClearErrorAndEndTheConnection() throws Exception {
        String tooLong = "map " + "secret@example.org".repeat(10_000);
        for (Map.Entry<String, String> each : Map.of(
                        netstring(tooLong),
                        "the request is longer than 2000 octets",
                        "hello secret@example.org",
                        "the request must be a netstring: its length, a colon, and the octets",
                        "3:secret@example.org",
                        "a netstring must end with a comma after its last octet",
                        netstring("secret@example.org"),
                        "the request must be the name of a map, a space, and the key")
                .entrySet()) {
            Socket socket = connect(socketmap);
            send(socket, each.getKey());
            assertThat(rest(socket)).isEqualTo(netstring("PERM " + each.getValue()));
        }
        Socket socket = connect(tcp);
        send(socket, "put secret@example.org\nget a\n");
        assertThat(rest(socket)).isEqualTo("400 the request must be: get, a space, and the key\n");
        assertThat(log.messages(Level.WARN))
                .hasSize(5)
                .allMatch(line -> line.startsWith("Closed a connection for look-ups by "))
                .noneMatch(line -> line.contains("@") || line.contains("secret"));
        assertThat(turnedAway).hasSize(5).containsOnly(TurnedAway.Cause.MALFORMED);
    }

    /** A connection that is closed with octets unread is reset, and the client may lose the reply. */
    @Test
    void lastReplyShouldNotBeLostWhileTheClientStillSends() throws Exception {
        Socket socket = connect(tcp);
        send(socket, "put x\n");
        assertThat(rest(socket)).startsWith("400 ");
        for (int more = 0; more < 100; more++) {
            send(socket, "x".repeat(LONGEST));
        }
    }

    @Test
    void clientThatDoesNotCloseShouldBeClosedInTheEnd() throws Exception {
        restart(10, new LookupTimes(EVER, EVER, Duration.ofMillis(50), EVER));
        Socket socket = connect(tcp);
        send(socket, "put x\n");
        assertThat(rest(socket)).startsWith("400 ");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            for (int more = 0; more < LONGEST; more++) {
                send(socket, "x");
                try (Socket other = connect(tcp)) {
                    send(other, "get a\n");
                    assertThat(read(other, 6)).isEqualTo("200 a\n");
                }
            }
        });
    }

    @Test
    void keyThatIsNotUtf8ShouldGetAClearErrorAndEndTheConnection() throws Exception {
        Socket socket = connect(socketmap);
        socket.getOutputStream().write(new byte[] {'6', ':', 'm', 'a', 'p', ' ', (byte) 0xff, (byte) 0xfe, ','});
        assertThat(rest(socket)).isEqualTo(netstring("PERM the request is not UTF-8"));
    }

    @Test
    void sameProblemShouldBeLoggedOnceAMinute() throws Exception {
        for (int i = 0; i < 3; i++) {
            Socket socket = connect(tcp);
            send(socket, "put x\n");
            rest(socket);
        }
        assertThat(log.messages(Level.WARN)).hasSize(1);
        assertThat(turnedAway).as("each counted").hasSize(3);
    }

    @Test
    void faultShouldDeferAndNameNothing() throws Exception {
        Socket socket = connect(tcp);
        send(socket, "get fault@example.org\nget a\n");
        String replies = "400 the look-up failed, try again later\n200 a\n";
        assertThat(read(socket, replies.length())).isEqualTo(replies);
        assertThat(log.messages(Level.ERROR))
                .containsExactly("A look-up by tcp_table (map) failed, and Postfix defers the mail:"
                        + " java.lang.IllegalStateException");
    }

    @Test
    void connectionAboveTheLimitShouldBeToldToTryLater() throws Exception {
        restart(2, LONG);
        Socket one = connect(socketmap);
        Socket two = connect(tcp);
        send(one, netstring("map a"));
        assertThat(read(one, 7)).isEqualTo(netstring("OK a"));
        send(two, "get a\n");
        assertThat(read(two, 6)).isEqualTo("200 a\n");

        Socket three = connect(socketmap);
        assertThat(rest(three)).isEqualTo(netstring("TEMP too many connections for look-ups, try again later"));
        Socket four = connect(tcp);
        assertThat(rest(four)).isEqualTo("400 too many connections for look-ups, try again later\n");
        assertThat(log.messages(Level.WARN)).hasSize(2);
        assertThat(turnedAway).containsExactly(TurnedAway.Cause.NO_ROOM, TurnedAway.Cause.NO_ROOM);

        one.close();
        assertThat(eventually("get a\n")).isEqualTo("200 a\n");
    }

    @Test
    void silentConnectionsShouldMakeRoom() throws Exception {
        restart(2, new LookupTimes(EVER, EVER, EVER, Duration.ZERO));
        Socket half = connect(socketmap);
        send(half, "24:map ");
        Socket busy = connect(tcp);
        send(busy, "get a\n");
        assertThat(read(busy, 6)).isEqualTo("200 a\n");
        send(busy, "get slow\n");
        await(askedSlow);
        for (int i = 0; i < 5; i++) {
            Socket next = connect(tcp);
            send(next, "get b\n");
            assertThat(read(next, 6)).as("client %s", i).isEqualTo("200 b\n");
        }
        assertThat(rest(half)).isEmpty();
        slow.countDown();
        assertThat(read(busy, 9)).as("what is being answered stays").isEqualTo("200 slow\n");
        assertThat(turnedAway).hasSize(5).containsOnly(TurnedAway.Cause.NO_ROOM);
        assertThat(log.messages(Level.WARN)).singleElement().asString().contains("to make room for another");
    }

    /** Connects until there is room. */
    private String eventually(String request) throws IOException {
        while (true) {
            Socket socket = connect(tcp);
            send(socket, request);
            String reply = read(socket, 6);
            if (!reply.startsWith("400")) {
                return reply;
            }
        }
    }

    @Test
    void connectionWithoutAWholeRequestShouldBeClosed() throws Exception {
        restart(10, new LookupTimes(Duration.ofMillis(200), EVER, EVER, EVER));
        Socket silent = connect(socketmap);
        Socket partial = connect(tcp);
        send(partial, "get alice");
        assertThat(rest(silent)).isEmpty();
        assertThat(rest(partial)).isEmpty();
    }

    @Test
    void dribblingShouldNotKeepAConnection() throws Exception {
        restart(10, new LookupTimes(Duration.ofMillis(100), EVER, EVER, EVER));
        Socket dribbling = connect(tcp);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            for (int octet = 0; octet < LONGEST; octet++) {
                send(dribbling, "x");
                try (Socket other = connect(tcp)) {
                    send(other, "get a\n");
                    assertThat(read(other, 6)).isEqualTo("200 a\n");
                }
            }
        });
    }

    @Test
    void idleTimeShouldNotEndALookUp() throws Exception {
        restart(10, new LookupTimes(Duration.ofMillis(50), EVER, EVER, EVER));
        Socket socket = connect(tcp);
        send(socket, "get slow\n");
        Socket idle = connect(tcp);
        assertThat(rest(idle)).as("closed meanwhile").isEmpty();
        slow.countDown();
        assertThat(read(socket, 9)).isEqualTo("200 slow\n");
    }

    @Test
    void answerThatTakesTooLongShouldDefer() throws Exception {
        restart(10, new LookupTimes(EVER, Duration.ofMillis(50), EVER, EVER));
        Socket one = connect(socketmap);
        send(one, netstring("map slow"));
        assertThat(rest(one)).isEqualTo(netstring("TIMEOUT the answer takes too long"));
        Socket other = connect(tcp);
        send(other, "get slow\n");
        assertThat(rest(other)).isEqualTo("400 the answer takes too long\n");
        assertThat(turnedAway).containsExactly(TurnedAway.Cause.TOO_SLOW, TurnedAway.Cause.TOO_SLOW);
    }

    @Test
    void lookUpWithoutAThreadShouldDefer() throws Exception {
        restart(1, new LookupTimes(EVER, Duration.ofMillis(50), EVER, EVER));
        Socket hanging = connect(tcp);
        send(hanging, "get slow\n");
        assertThat(rest(hanging)).isEqualTo("400 the answer takes too long\n");
        hanging.close();

        String reply;
        do {
            Socket next = connect(tcp);
            send(next, "get a\n");
            reply = read(next, 47);
            next.close();
        } while (reply.startsWith("400 too many connections"));
        assertThat(reply).startsWith("400 too many look-ups at once, try again later\n");
        assertThat(log.messages(Level.WARN)).anyMatch(line -> line.contains("too many look-ups at once"));
    }

    @Test
    void closeShouldEndConnectionsAndFreeThePort() throws Exception {
        LookupServer server = restart(10, LONG);
        Socket socket = connect(tcp);
        send(socket, "get a\n");
        assertThat(read(socket, 6)).isEqualTo("200 a\n");
        server.close();
        assertThat(rest(socket)).isEmpty();
        server.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(tcp));
    }

    @Test
    void listenShouldFailOnAPortThatIsTaken() throws Exception {
        LookupServer server = restart(10, LONG);
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp);
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> server.listen(taken, new TcpTableProtocol("map", table, LONGEST)));
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> server.listen(
                        new InetSocketAddress("192.0.2.99", 0), new TcpTableProtocol("map", table, LONGEST)));
    }
}
