package org.sealmx.server.page.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHttpServerTest {

    private static final String HOST = "\r\nHost: page";
    private static final String GET = "GET /echo HTTP/1.1" + HOST + "\r\n\r\n";

    private final CountDownLatch release = new CountDownLatch(1);
    /** A permit for each request that is about to enter its lane, on the one thread that reads all requests. */
    private final Semaphore laneAsked = new Semaphore(0);

    private final List<PageHttpServer> servers = new ArrayList<>();

    /** Echoes; {@code /wait} waits for the test, {@code /fail} fails. */
    private final class Echo implements PageService {

        @Override
        public Optional<PageResponse> atOnce(PageRequest request) {
            return request.path().equals("/at-once") ? Optional.of(problem(418, "at once")) : Optional.empty();
        }

        @Override
        public Lane laneOf(PageRequest request) {
            laneAsked.release();
            return request.path().equals("/wait") ? Lane.LOGIN : Lane.OTHER;
        }

        @Override
        public PageResponse answer(PageRequest request) {
            switch (request.path()) {
                case "/wait" -> awaitRelease();
                case "/fail" -> throw new IllegalStateException("secret");
                default -> {}
            }
            String said = request.method() + " " + request.path() + " "
                    + request.parameter("q").orElse("-") + " "
                    + new String(request.body(), StandardCharsets.UTF_8);
            return PageResponse.of(200, "text/plain", said.getBytes(StandardCharsets.UTF_8));
        }

        private void awaitRelease() {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public PageResponse problem(int status, String words) {
            return PageResponse.json(status, words);
        }
    }

    private RawHttp connect(PageLimits limits) throws IOException {
        PageHttpServer server =
                PageHttpServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, new Echo());
        servers.add(server);
        return new RawHttp(server.port());
    }

    private RawHttp connect() throws IOException {
        return connect(PageLimits.DEFAULTS);
    }

    private RawHttp again() throws IOException {
        return new RawHttp(servers.get(0).port());
    }

    @AfterEach
    void end() {
        release.countDown();
        servers.forEach(PageHttpServer::close);
    }

    @Test
    void requestShouldBeAnsweredOnAKeptConnection() throws IOException {
        try (RawHttp http = connect()) {
            assertThat(http.send("GET /a%20b?q=%3Cx%3E HTTP/1.1" + HOST + "\r\n\r\n")
                            .response()
                            .body())
                    .isEqualTo("GET /a b <x> ");
            assertThat(http.exchange("POST /b HTTP/1.1" + HOST, "body".getBytes(StandardCharsets.UTF_8))
                            .body())
                    .isEqualTo("POST /b - body");
        }
    }

    @Test
    void everyResponseShouldHaveTheFieldsThatKeepABrowserSafe() throws IOException {
        try (RawHttp http = connect()) {
            for (String request : List.of(GET, "GET /fail HTTP/1.1" + HOST + "\r\n\r\n", "nonsense\r\n\r\n")) {
                RawHttp.Response response = http.send(request).response();
                assertThat(response.field("Content-Security-Policy"))
                        .contains(
                                "default-src 'none'",
                                "script-src 'self'",
                                "form-action 'none'",
                                "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(response.field("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(response.field("X-Frame-Options")).isEqualTo("DENY");
                assertThat(response.field("Referrer-Policy")).isEqualTo("same-origin");
                assertThat(response.field("Cache-Control")).isEqualTo("no-store");
                assertThat(response.field("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
                assertThat(response.field("Access-Control-Allow-Origin")).isEmpty();
                assertThat(response.field("Server")).isEmpty();
            }
        }
    }

    @Test
    void headShouldHaveTheLengthAndNoBody() throws IOException {
        try (RawHttp http = connect()) {
            RawHttp.Response head =
                    http.send("HEAD /echo HTTP/1.1" + HOST + "\r\n\r\n").response(false);
            assertThat(head.field("Content-Length")).isEqualTo("12");
            assertThat(http.send(GET).response().body()).isEqualTo("GET /echo - ");
        }
    }

    @Test
    void requestsThatAreSentTogetherShouldBeAnsweredInOrder() throws IOException {
        try (RawHttp http = connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1").append(HOST).append("\r\n\r\n");
            }
            http.send(all.toString());
            for (int i = 0; i < 20; i++) {
                assertThat(http.response().body()).isEqualTo("GET /" + i + " - ");
            }
        }
    }

    @Test
    void failureShouldSayNothingOfItsCause() throws IOException {
        try (RawHttp http = connect()) {
            RawHttp.Response response =
                    http.send("GET /fail HTTP/1.1" + HOST + "\r\n\r\n").response();
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("The server has failed. Try again later.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET http://elsewhere/ HTTP/1.1\r\nHost: page\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: page\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: page\r\nContent-Length: nonsense\r\n\r\n",
                "GET /echo HTTP/1.1\r\nHost: page\r\nA\0b: c\r\n\r\n"
            })
    void malformedRequestShouldBeRefusedAndTheConnectionClosed(String request) throws IOException {
        try (RawHttp http = connect()) {
            assertThat(http.send(request).response().status()).isEqualTo(400);
            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void longTargetAndLongHeaderShouldBeRefused() throws IOException {
        try (RawHttp http = connect()) {
            assertThat(http.send("GET /" + "a".repeat(9_000) + " HTTP/1.1" + HOST + "\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(414);
        }
        try (RawHttp http = again()) {
            assertThat(http.send("GET / HTTP/1.1" + HOST + "\r\nA: " + "a".repeat(9_000) + "\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(431);
        }
    }

    @Test
    void largeBodyShouldBeRefusedBeforeItIsSent() throws IOException {
        try (RawHttp http = connect()) {
            http.send("POST /echo HTTP/1.1" + HOST + "\r\nContent-Length: 1000000000\r\n\r\n");
            assertThat(http.response().status()).isEqualTo(413);
            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void largeBodyWithoutALengthShouldBeRefused() throws IOException {
        try (RawHttp http = connect()) {
            http.send("POST /echo HTTP/1.1" + HOST + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "1000\r\n" + "a".repeat(0x1000) + "\r\n";
            for (int sent = 0; sent <= PageLimits.DEFAULTS.maxBody(); sent += 0x1000) {
                http.send(chunk);
            }
            assertThat(http.response().status()).isEqualTo(413);
        }
    }

    /** Closed while the client still sends, the connection would be reset, and the answer lost. */
    @ParameterizedTest
    @CsvSource({"POST /echo HTTP/1.1, 413", "nonsense, 400"})
    void answerShouldReachAClientThatGoesOnSending(String first, int status) throws Exception {
        try (RawHttp http = connect()) {
            http.send(first + HOST + "\r\nContent-Length: 8000000\r\n\r\n");
            http.awaitResponse();
            for (int i = 0; i < 80; i++) {
                http.send("a".repeat(100_000));
            }
            assertThat(http.response().status()).isEqualTo(status);
            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void requestBehindOneThatWasRefusedShouldNotBeAnswered() throws IOException {
        try (RawHttp http = connect()) {
            String body = "a".repeat(PageLimits.DEFAULTS.maxBody() + 1);
            http.send("POST /echo HTTP/1.1" + HOST + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body + GET);
            assertThat(http.response().status()).isEqualTo(413);
            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void requestBehindAChunkedOneThatWasRefusedShouldNotBeAnswered() throws Exception {
        try (RawHttp http = connect()) {
            String body = "a".repeat(PageLimits.DEFAULTS.maxBody() + 1);
            http.send("POST /echo HTTP/1.1" + HOST + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" + GET);
            assertThat(http.response().status()).isEqualTo(413);
            assertThat(http.isEnded()).isTrue();
            assertThat(laneAsked.tryAcquire()).isFalse();
        }
    }

    @Test
    void connectionThatIsEndedShouldBeClosedInTimeHoweverLongItsClientSends() throws IOException {
        try (RawHttp http = connect(patience(Duration.ofMillis(300)))) {
            http.send("nonsense\r\n\r\n");
            assertThat(http.response().status()).isEqualTo(400);
            Assertions.assertThatIOException().isThrownBy(() -> {
                while (true) {
                    http.send("a".repeat(10_000));
                }
            });
        }
    }

    /** One octet now and then, before or in the middle of a request, does not keep a connection. */
    @ParameterizedTest
    @ValueSource(strings = {"", "GET /echo HT", "POST /echo HTTP/1.1\r\nHost: page\r\nContent-Length: 9\r\n\r\na"})
    void connectionThatCompletesNoRequestShouldBeClosed(String begin) throws IOException {
        try (RawHttp http = connect(patience(Duration.ofMillis(300)))) {
            http.send(begin);
            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void connectionThatIsNotUsedAnyMoreShouldBeClosed() throws IOException {
        try (RawHttp http = connect(patience(Duration.ofMillis(300)))) {
            assertThat(http.send(GET).response().status()).isEqualTo(200);
            assertThat(http.isEnded()).isTrue();
        }
    }

    private static PageLimits patience(Duration patience) {
        return new PageLimits(10, patience, 1_000, 1, 1, 1);
    }

    /** Slow logins keep neither other requests waiting nor those that need no thread. */
    @Test
    void requestsTooManyShouldBeRefusedAndOthersAnswered() throws IOException {
        List<RawHttp> waiting = new ArrayList<>();
        waiting.add(connect(new PageLimits(20, Duration.ofSeconds(30), 1_000, 2, 1, 3)));
        for (int i = 0; i < 5; i++) {
            waiting.add(again());
        }
        for (RawHttp http : waiting.subList(0, 5)) {
            http.send("GET /wait HTTP/1.1" + HOST + "\r\n\r\n");
        }
        laneAsked.acquireUninterruptibly(5);
        RawHttp.Response refused =
                waiting.get(5).send("GET /wait HTTP/1.1" + HOST + "\r\n\r\n").response();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.field("Retry-After")).isEqualTo("60");

        try (RawHttp http = again()) {
            assertThat(http.send(GET).response().status()).isEqualTo(200);
            assertThat(http.send("GET /at-once HTTP/1.1" + HOST + "\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(418);
        }
        release.countDown();
        for (RawHttp http : waiting.subList(0, 5)) {
            assertThat(http.response().status()).isEqualTo(200);
            http.close();
        }
        waiting.get(5).close();
    }

    @Test
    void connectionTooManyShouldBeClosed() throws IOException {
        try (RawHttp first = connect(new PageLimits(1, Duration.ofSeconds(30), 1_000, 1, 1, 1))) {
            assertThat(first.send(GET).response().status()).isEqualTo(200);
            try (RawHttp second = again()) {
                assertThat(second.isEnded()).isTrue();
            }
            assertThat(first.send(GET).response().status()).isEqualTo(200);
        }
    }

    @Test
    void takenPortShouldFailWithAnIoException() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            Assertions.assertThatThrownBy(() -> PageHttpServer.start(address, PageLimits.DEFAULTS, new Echo()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void requestShouldPrintNothingOfItsContent() throws IOException {
        PageRequest request = new PageRequest(
                "POST",
                "/secret",
                java.util.Map.of(),
                java.util.Map.of("cookie", List.of("a=secret")),
                "secret".getBytes(StandardCharsets.UTF_8));
        assertThat(request.toString()).doesNotContain("secret");
        assertThat(request.cookie("a")).contains("secret");
        assertThat(request.cookie("b")).isEmpty();
    }
}
