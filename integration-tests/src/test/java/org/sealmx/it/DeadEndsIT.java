package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.SealMxServer;

/**
 * The check of the directory by webadmin lists what RCPT refuses, and is begun by no web page, where webadmin asks for
 * no token.
 */
class DeadEndsIT {

    private static final String CHECK = "/sealmx/directory?task=validate";

    private static SealMxServer server;

    @BeforeAll
    static void start() throws Exception {
        server = SealMxServer.builder()
                .directory(directory -> {
                    Accounts.shared().writeTo(directory);
                    directory
                            .alias("loop1@example.org", "loop2@example.org")
                            .alias("loop2@example.org", "loop1@example.org")
                            .alias("lost@example.org", "gone@example.org");
                })
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String request(String method, String target, String... fields) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.webadminPort());
                InputStream in = socket.getInputStream()) {
            String head = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.webadminPort()
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n";
            String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            socket.getOutputStream().write((head + more + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String answer) throws IOException {
        return new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void checkShouldListWhatRcptRefuses() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope("", List.of("loop1@example.org", "loop2@example.org", "lost@example.org")))
                    .extracting(ServerReply::status)
                    .containsExactly("550 5.4.6", "550 5.4.6", "550 5.1.1");
        }
        String begun = request("POST", CHECK);
        assertThat(begun).startsWith("HTTP/1.1 201 ");
        String task = json(begun).path("taskId").asText();
        JsonNode problems = json(request("GET", "/tasks/" + task + "/await"))
                .path("additionalInformation")
                .path("problems");
        assertThat(problems)
                .extracting(JsonNode::asText)
                .filteredOn(line -> line.contains("lead back to one another"))
                .hasSize(2)
                .allMatch(line -> line.contains(": its mail is refused (550 5.4.6): at identity "));
        assertThat(problems)
                .extracting(JsonNode::asText)
                .filteredOn(line -> line.endsWith(": its mail is refused (550 5.1.1): its destination does not exist"))
                .hasSize(1);
        assertThat(problems.toString()).doesNotContain("@");
    }

    @Test
    void checkShouldNotBeBegunByAPageOfAnotherOrigin() throws Exception {
        int before = json(request("GET", "/tasks")).size();
        for (String field : List.of("Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site")) {
            assertThat(request("POST", CHECK, field))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("X-Content-Type-Options: nosniff")
                    .doesNotContain("evil");
        }
        assertThat(json(request("GET", "/tasks"))).hasSize(before);
    }

    @Test
    void pathThatNoRouteTakesShouldNotBeRepeatedAndJamesShouldAnswerForItsOwn() throws Exception {
        for (String path : List.of("certificates/", "recipients/", "directory/", "")) {
            assertThat(request("PATCH", "/sealmx/" + path + "%3Cscript%3Ealert(1)%3C%2Fscript%3E"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("X-Content-Type-Options: nosniff", "\"type\":\"notFound\"")
                    .doesNotContain("script>");
        }
        assertThat(request("GET", "/domains")).startsWith("HTTP/1.1 200 ").contains("example.org");
        assertThat(request("GET", "/nothing")).startsWith("HTTP/1.1 404 ").contains("/nothing");
    }
}
