package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.OperatorsGuide;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/** The routes of webadmin that show and change certificates, and the task that checks the directory. */
class CertificateRoutesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/sealmx/certificates/";
    private static final Duration PAUSE_IN_BODY = Duration.ofMillis(200);

    private enum Backend {
        FILE,
        COUCHDB
    }

    private static WebAdminToken tokens;
    private static WorkFolder folder;
    private static Gpg gpg;
    private static TestKey dave;
    private static CouchDbServer couchDb;
    private static CouchDirectory couch;
    private static SealMxServer inFile;
    private static SealMxServer inCouchDb;

    @BeforeAll
    static void start() throws Exception {
        tokens = new WebAdminToken();
        folder = new WorkFolder("certificates");
        gpg = new Gpg();
        dave = gpg.generateRsa(folder, Accounts.DAVE, 3072);
        inFile = tokens.require(SealMxServer.builder().directory(Accounts.shared()::writeTo))
                .start();
        couchDb = SharedServers.couchDb();
        couch = new CouchDirectory(couchDb);
        Accounts.shared().writeTo(couch.documents());
        couch.publishAll();
        inCouchDb = tokens.require(SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .couchDb(couch))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        inFile.close();
        inCouchDb.close();
        couch.close();
        gpg.close();
        folder.close();
    }

    private static SealMxServer server(Backend backend) {
        return backend == Backend.FILE ? inFile : inCouchDb;
    }

    private static HttpResponse<String> send(
            SealMxServer server, String method, String path, Optional<String> token, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.webadminPort() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(SealMxServer server, String address, String query, byte[] body)
            throws Exception {
        return send(server, "PUT", PATH + address + query, Optional.of(tokens.of("admin@example.org")), body);
    }

    /** What curl calls whatever {@code --data-binary} sends, unless another type is named. */
    private static HttpResponse<String> putAsCurlDoes(SealMxServer server, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.webadminPort() + path))
                .PUT(BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + tokens.of("admin@example.org"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonNode get(SealMxServer server, String address) throws Exception {
        HttpResponse<String> response =
                send(server, "GET", PATH + address, Optional.of(tokens.of("reader")), new byte[0]);
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body()).path("certificates");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int reply(SealMxServer server, String recipient) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(recipient)).get(0).code();
        }
    }

    private static String directory(Backend backend) throws IOException {
        return backend == Backend.FILE
                ? Files.readString(inFile.folder().resolve("directory.json"))
                : couchDb.admin().documents(couch.database()).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?force=true"})
    void commandOfTheGuideShouldHandACertificateIn(String query) throws Exception {
        assertThat(OperatorsGuide.block("sh", "@alice.asc"))
                .startsWith("curl -X PUT --data-binary @alice.asc -H \"Authorization: ");
        byte[] certificate = octets(Accounts.shared().alice().certificate());

        HttpResponse<String> taken = putAsCurlDoes(inFile, PATH + Accounts.ALICE + query, certificate);

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?force=1", "?force=true&force=true", "?force", "?other=true"})
    void unknownParameterShouldBeRefused(String query) throws Exception {
        assertThat(putAsCurlDoes(inFile, PATH + Accounts.ALICE + query, octets("x"))
                        .body())
                .containsAnyOf("force must be true or false, once", "the only parameter is force");
    }

    @ParameterizedTest
    @EnumSource
    void putShouldBringACertificateIntoForceAndDeleteShouldTakeItAway(Backend backend) throws Exception {
        SealMxServer server = server(backend);
        assertThat(reply(server, Accounts.DAVE)).isEqualTo(450);
        HttpResponse<String> put = put(server, Accounts.DAVE, "", octets(dave.certificate()));
        assertThat(put.body()).contains(gpg.fingerprints(Accounts.DAVE).get(0).toLowerCase(Locale.ROOT));
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(get(server, Accounts.DAVE)).hasSize(1);
        Await.until("mail for the new certificate", LIMIT, () -> reply(server, Accounts.DAVE) == 250);
        try (LmtpClient client = server.lmtp()) {
            client.deliver(
                    Accounts.SENDER,
                    List.of(Accounts.DAVE),
                    Messages.fresh("Subject: x\r\n", "certificate in force\r\n"));
        }
        assertThat(new String(gpg.decrypt(server.awaitMessage(Accounts.DAVE, 1)), StandardCharsets.UTF_8))
                .contains("certificate in force");
        server.log().awaitText("directory=put-certificate by=");
        assertThat(server.log().text())
                .containsPattern(
                        "directory=put-certificate by=[0-9a-f]{20} via=webadmin address=[0-9a-f]{20} document=")
                .contains(" before=- after="
                        + gpg.fingerprints(Accounts.DAVE).get(0).toLowerCase(Locale.ROOT) + " overruled=-")
                .doesNotContain(Accounts.DAVE);

        HttpResponse<String> delete =
                send(server, "DELETE", PATH + Accounts.DAVE, Optional.of(tokens.of("admin")), new byte[0]);
        assertThat(delete.statusCode()).isEqualTo(200);
        Await.until("no certificate", LIMIT, () -> reply(server, Accounts.DAVE) == 450);
        assertThat(send(server, "DELETE", PATH + Accounts.DAVE, Optional.of(tokens.of("admin")), new byte[0])
                        .statusCode())
                .isEqualTo(404);
        server.log().awaitText("directory=delete-certificate by=admin via=webadmin");
        String fingerprint = gpg.fingerprints(Accounts.DAVE).get(0).toLowerCase(Locale.ROOT);
        assertThat(Files.readAllLines(auditLog(server)))
                .filteredOn(line -> line.contains(fingerprint))
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\S+Z directory=put-certificate by=\\S+ via=webadmin .*"),
                        line -> assertThat(line)
                                .matches("\\S+Z directory=delete-certificate by=admin via=webadmin .* after=- .*"));
    }

    private static Path auditLog(SealMxServer server) throws IOException {
        try (var files = Files.walk(server.folder())) {
            return files.filter(file -> file.endsWith("log/audit.log"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no log/audit.log"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void putShouldRefuseWithoutChangingAnythingAndReflectNothing(Backend backend) throws Exception {
        SealMxServer server = server(backend);
        String before = directory(backend);
        String html = "<script>alert(1)</script>";
        byte[] bomb = Arrays.copyOf(octets(dave.certificate()), 256 * 1024 + 1);
        for (Refused refused : List.of(
                new Refused(Accounts.ALICE, octets(dave.certificate()), 400, "other_address"),
                new Refused(Accounts.ALICE, octets(html), 400, "unreadable"),
                new Refused(Accounts.ALICE, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, 400, "unreadable"),
                new Refused(
                        Accounts.ALICE,
                        Files.readAllBytes(Accounts.shared().alice().secretFile()),
                        400,
                        "secret_key"),
                new Refused(Accounts.ALICE, bomb, 413, "256 KiB"),
                new Refused(Accounts.NOBODY, octets(dave.certificate()), 404, "address"),
                new Refused(Accounts.TEAM, octets(dave.certificate()), 404, "address"),
                new Refused("@example.org", octets(dave.certificate()), 404, "address"),
                new Refused(Accounts.IVAN, octets(dave.certificate()), 409, "document"),
                new Refused("%3Cb%3E", octets(dave.certificate()), 400, "mail address"),
                new Refused("%FF@example.org", octets(dave.certificate()), 400, "mail address"),
                new Refused("a/../" + Accounts.ALICE, octets(dave.certificate()), 400, "mail address"))) {
            HttpResponse<String> response = put(server, refused.address(), "", refused.body());
            assertThat(response.statusCode())
                    .as(refused.details() + response.body())
                    .isEqualTo(refused.status());
            assertThat(response.body())
                    .contains("\"statusCode\":" + refused.status())
                    .contains(refused.details());
            assertThat(response.body()).doesNotContain("<").doesNotContain("%3C");
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        }
        assertThat(directory(backend)).isEqualTo(before);
    }

    /** Closed while the client still sends, the connection would be reset, and the answer lost. */
    @ParameterizedTest
    @CsvSource({"alice@example.org, 300000, 413", "nobody@example.org, 300000, 413", "b, 60000, 400"})
    void refusalShouldReachAClientThatSendsItsBodyLater(String address, int octets, int status) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), inFile.webadminPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(octets("PUT " + PATH + address + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                    + tokens.of("admin@example.org") + "\r\nContent-Length: " + octets
                    + "\r\nConnection: close\r\n\r\n"));
            for (int part = 0; part < 3; part++) {
                Thread.sleep(PAUSE_IN_BODY.toMillis());
                out.write(new byte[octets / 3]);
            }
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Refused(String address, byte[] body, int status, String details) {}

    @ParameterizedTest
    @EnumSource
    void putShouldStoreOnlyThePublicPartOfASecretKeyWithForce(Backend backend) throws Exception {
        byte[] secret = Files.readAllBytes(Accounts.shared().alice().secretFile());
        assertThat(put(server(backend), Accounts.JUDY, "?force=true", secret).statusCode())
                .isEqualTo(200);
        assertThat(directory(backend)).doesNotContain("PRIVATE");
        assertThat(get(server(backend), Accounts.JUDY).get(0).path("usable").asBoolean())
                .isTrue();
    }

    @Test
    void writingShouldNeedAValidToken() throws Exception {
        String before = directory(Backend.FILE);
        byte[] body = octets(Accounts.shared().alice().certificate());
        for (Optional<String> token : List.of(
                Optional.<String>empty(),
                Optional.of("x.y.z"),
                Optional.of(new WebAdminToken().of("mallory")),
                Optional.of(tokens.of("user", false)),
                Optional.of(tokens.of("")))) {
            for (String method : List.of("PUT", "DELETE", "GET")) {
                assertThat(send(inFile, method, PATH + Accounts.ALICE, token, body)
                                .statusCode())
                        .isEqualTo(401);
            }
        }
        assertThat(directory(Backend.FILE)).isEqualTo(before);
    }

    @Test
    void writingShouldBeRefusedWhenWebadminAsksForNoToken() throws Exception {
        try (SealMxServer server =
                SealMxServer.builder().directory(Accounts.shared()::writeTo).start()) {
            String before = Files.readString(server.folder().resolve("directory.json"));
            for (String method : List.of("PUT", "DELETE")) {
                HttpResponse<String> response = send(
                        server,
                        method,
                        PATH + Accounts.ALICE,
                        Optional.of(tokens.of("admin")),
                        octets(Accounts.shared().alice().certificate()));
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.body()).contains("jwt.enabled=true");
            }
            assertThat(send(server, "GET", PATH + Accounts.ALICE, Optional.empty(), new byte[0])
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Files.readString(server.folder().resolve("directory.json")))
                    .isEqualTo(before);
        }
    }

    /** What a web page whose name leads to 127.0.0.1 sends. */
    @Test
    void everyRouteShouldRefuseAnotherHost() throws Exception {
        for (String line : List.of(
                "GET " + PATH + Accounts.ALICE,
                "PUT " + PATH + Accounts.ALICE,
                "DELETE " + PATH + Accounts.ALICE,
                "POST /sealmx/directory?task=validate")) {
            assertThat(raw(line, "evil.example")).startsWith("HTTP/1.1 403 ");
        }
        assertThat(raw("GET " + PATH + Accounts.ALICE, "localhost:" + inFile.webadminPort()))
                .startsWith("HTTP/1.1 200 ");
    }

    private static String raw(String line, String host) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), inFile.webadminPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write((line + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + tokens.of("admin")
                            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void postShouldCheckTheWholeDirectoryAsATask(Backend backend) throws Exception {
        SealMxServer server = server(backend);
        HttpResponse<String> post = send(
                server,
                "POST",
                "/sealmx/directory?task=validate&expires-within=30d",
                Optional.of(tokens.of("admin")),
                new byte[0]);
        assertThat(post.statusCode()).isEqualTo(201);
        String task = JSON.readTree(post.body()).path("taskId").asText();
        HttpResponse<String> done =
                send(server, "GET", "/tasks/" + task + "/await", Optional.of(tokens.of("admin")), new byte[0]);
        JsonNode details = JSON.readTree(done.body());
        assertThat(details.path("status").asText()).as(done.body()).isEqualTo("completed");
        JsonNode information = details.path("additionalInformation");
        assertThat(information.path("done").asBoolean()).isTrue();
        assertThat(information.path("documents").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(information.path("problems").toString())
                .contains("expired on")
                .doesNotContain("@");
        assertThat(send(server, "POST", "/sealmx/directory?task=other", Optional.of(tokens.of("admin")), new byte[0])
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothingThatWasSentShouldBeInTheLog() throws Exception {
        put(inFile, Accounts.ALICE, "", octets("SECRET-BODY-" + "x".repeat(100)));
        put(inFile, Accounts.ALICE + "?force=" + "MARK-QUERY", "", octets("x"));
        Path log = inFile.folder();
        try (var files = Files.walk(log)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".json")) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("SECRET-BODY")
                            .doesNotContain("MARK-QUERY");
                }
            }
        }
    }
}
