package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.sealmx.sealing.TestSealing;

/** A server, or a proxy before it, that refuses a message because of its Content-Length without reading it. */
class EarlyAnswerTest {

    private static final int MESSAGE = 20 << 20;
    private static final String NODES = "{\"all_nodes\":[\"a@b\"],\"cluster_nodes\":[\"a@b\"]}";
    private static final String SINGLE_NODE = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + NODES.length() + "\r\nConnection: close\r\n\r\n" + NODES;

    /** Connections that stay open until the test is over: the client fills their buffers and then has to wait. */
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    private ServerSocket listener;
    private volatile String answer = "";
    private volatile Ending ending = Ending.WAITS;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** What the server does besides answering. */
    private enum Ending {
        /** Reads no more, and keeps the connection open. */
        WAITS,
        /** Closes the connection with unread data, as CouchDB does: it answers whatever is sent then with a reset. */
        CLOSES,
        /** Answers 100 Continue and then refuses the body all the same, as CouchDB does, too. */
        WANTS_AND_CLOSES
    }

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "early-answer");
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                String head = readHead(socket.getInputStream());
                if (head.startsWith("GET /_membership ")) {
                    socket.getOutputStream().write(SINGLE_NODE.getBytes(StandardCharsets.US_ASCII));
                    socket.close();
                    continue;
                }
                heads.add(head);
                String first = ending == Ending.WANTS_AND_CLOSES ? "HTTP/1.1 100 Continue\r\n\r\n" : "";
                socket.getOutputStream().write((first + answer).getBytes(StandardCharsets.US_ASCII));
                if (ending == Ending.WAITS) {
                    socket.shutdownOutput();
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                // the client has gone, as it should, or the test is over
            }
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no end of the head");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private ServerException refusal(int status, int size) throws Exception {
        answer = "HTTP/1.1 " + status
                + " No\r\nContent-Type: text/html\r\nContent-Length: 11\r\nConnection: close\r\n\r\n<html>No!\r\n";
        URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort());
        try (CouchDbClient client = TestClients.of(TestClients.LONG, uri)) {
            CouchDbIncomingStore store = new CouchDbIncomingStore(client, Clock.systemUTC());
            return catchThrowableOfType(
                    ServerException.class,
                    () -> store.put(TestDelivery.of(
                            new AccountId("f3a1"),
                            new DeliveryId("0123456789abcdef".repeat(4)),
                            TestSealing.sealed("x".repeat(size)))));
        }
    }

    @ParameterizedTest
    @CsvSource({"413, TOO_LARGE", "507, FULL", "401, UNAUTHORISED", "503, UNAVAILABLE"})
    void storeShouldReadAnAnswerThatComesBeforeTheMessageIsSent(int status, Kind kind) throws Exception {
        for (Ending each : Ending.values()) {
            ending = each;
            ServerException problem = refusal(status, MESSAGE);
            assertThat(problem.kind()).as(each.name()).isEqualTo(kind);
            assertThat(problem.status()).as(each.name()).hasValue(status);
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void storeShouldHearARefusalEachTimeWhateverTheSize(Ending each) throws Exception {
        ending = each;
        for (int size : new int[] {10, 500, 1_000, 1_500, 2_000, 12_500, 40_000, 60_000, 70_000, 1 << 20, 5 << 20}) {
            for (int i = 0; i < 10; i++) {
                assertThat(refusal(413, size).kind()).as("%d octets", size).isEqualTo(Kind.TOO_LARGE);
            }
        }
    }

    @Test
    void storeShouldAskBeforeItSendsALargeMessageOnly() throws Exception {
        refusal(413, 10_000);
        assertThat(heads).noneMatch(head -> head.contains("Expect:"));
        heads.clear();
        refusal(413, 100_000);
        assertThat(heads)
                .filteredOn(head -> !head.startsWith("GET "))
                .isNotEmpty()
                .allMatch(head -> head.contains("Expect: 100-continue"));
    }

    @Test
    void storeShouldSendWithoutAskingWhenTheServerDoesNotKnowTheQuestion() throws Exception {
        AtomicInteger stored = new AtomicInteger();
        try (ScriptedServer proxy = ScriptedServer.start((request, exchange) -> {
                    if (request.method().equals("GET")) {
                        exchange.json(200, NODES);
                        return;
                    }
                    boolean asked = request.headers().containsKey("expect");
                    stored.addAndGet(asked ? 0 : 1);
                    exchange.json(asked ? 417 : 201, "[]");
                });
                CouchDbClient client = TestClients.of(TestClients.LONG, proxy.uri())) {
            new CouchDbIncomingStore(client, Clock.systemUTC())
                    .put(TestDelivery.of(
                            new AccountId("f3a1"),
                            new DeliveryId("0123456789abcdef".repeat(4)),
                            TestSealing.sealed("x".repeat(100_000))));
        }
        assertThat(stored).hasValue(1);
    }
}
