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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.CouchDbException.Kind;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.mime.ReceivedMessage;

/** A server, or a proxy before it, that refuses a message by its Content-Length, before it has read it, and takes no more. */
class EarlyAnswerTest {

    private static final int MESSAGE = 20 << 20;

    /** Open until the test is over: what the client sends fills their buffers, and then it has to wait. */
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    private ServerSocket listener;
    private volatile String answer = "";

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
                readHead(socket.getInputStream());
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
            } catch (IOException e) {
                // The client has gone, which is what it is to do; or the test is over.
            }
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no end of the head");
            }
            head.append((char) octet);
        }
    }

    @ParameterizedTest
    @CsvSource({"413, TOO_LARGE", "507, FULL", "401, UNAUTHORISED", "503, UNAVAILABLE"})
    void storeShouldHearAnAnswerThatComesBeforeTheMessageIsSent(int status, Kind kind) throws Exception {
        answer = "HTTP/1.1 " + status
                + " No\r\nContent-Type: text/html\r\nContent-Length: 11\r\nConnection: close\r\n\r\n<html>No!\r\n";
        URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort());
        try (CouchDbClient client = TestClients.of(TestClients.LONG, uri)) {
            CouchDbIncomingStore store = new CouchDbIncomingStore(client, Clock.systemUTC());
            CouchDbException problem = catchThrowableOfType(
                    CouchDbException.class,
                    () -> store.store(
                            new AccountId("f3a1"),
                            new DeliveryId("0123456789abcdef".repeat(4)),
                            ReceivedMessage.of(new byte[MESSAGE]),
                            List.of(),
                            false));

            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.status()).hasValue(status);
        }
    }
}
