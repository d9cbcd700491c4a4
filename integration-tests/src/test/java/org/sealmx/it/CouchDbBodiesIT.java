package org.sealmx.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.Attachment;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.SharedServers;

/**
 * Messages of many sizes, in the form that the server takes: a real CouchDB gets large ones as
 * {@code multipart/related}, the stand-in all in base64.
 */
class CouchDbBodiesIT {

    private static final String FILE = "message.eml";

    private final String database = "user-" + UUID.randomUUID();
    private CouchDbServer server;
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        server = SharedServers.couchDb();
        server.admin().createDatabase(database);
        client = server.client();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.admin().deleteDatabase(database);
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private void store(String id, int size) throws Exception {
        byte[] content = content(size);
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("_id", id).put("_rev", "1-" + "ab".repeat(16));
        client.store(
                new DatabaseName(database),
                document,
                new Attachment(FILE, "message/rfc822", size, () -> new ByteArrayInputStream(content)));
    }

    @Test
    void everyOctetShouldBeStoredOnceAndStayDeleted() throws Exception {
        for (int size : new int[] {0, 1, 10_000, 32_767, 32_768, 65_537, 1_000_000, 5_000_003}) {
            String id = "d" + size;
            store(id, size);
            store(id, size);
            List<JsonNode> documents = server.admin().documents(database);
            assertThat(documents).hasSize(1);
            JsonNode stored = documents.get(0);
            assertThat(stored.path("_rev").asText()).isEqualTo("1-" + "ab".repeat(16));
            assertThat(Base64.getDecoder()
                            .decode(stored.path("_attachments")
                                    .path(FILE)
                                    .path("data")
                                    .asText()))
                    .as("%s octets", size)
                    .isEqualTo(content(size));
            server.admin().delete(database, stored);
            store(id, size);
            assertThat(server.admin().documents(database)).isEmpty();
        }
    }

    @Test
    void connectionThatIsCutShouldLeaveNothing() throws Exception {
        String login = server.credentials()
                .map(words ->
                        "Authorization: Basic " + Base64.getEncoder().encodeToString(words.getBytes(US_ASCII)) + "\r\n")
                .orElse("");
        int size = 300_000;
        String head = "--b\r\nContent-Type: application/json\r\n\r\n{\"_id\":\"cut\",\"_rev\":\"1-" + "ab".repeat(16)
                + "\",\"_attachments\":{\"" + FILE
                + "\":{\"follows\":true,\"content_type\":\"message/rfc822\",\"length\":" + size
                + "}}}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n";
        int length = head.length() + size + "\r\n--b--\r\n".length();
        for (int sent : new int[] {0, 1, 150_000, size - 1, size}) {
            try (Socket socket = new Socket(server.url().getHost(), server.url().getPort())) {
                socket.getOutputStream()
                        .write(("PUT /" + database + "/cut?new_edits=false HTTP/1.1\r\nHost: localhost\r\n" + login
                                        + "Content-Type: multipart/related;boundary=\"b\"\r\nContent-Length: " + length
                                        + "\r\n\r\n" + head + "x".repeat(sent))
                                .getBytes(US_ASCII));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                // The server notices the end; it may answer or not.
                socket.getInputStream().readAllBytes();
            }
            assertThat(server.admin().documents(database)).as("%s octets", sent).isEmpty();
        }
        store("cut", size);
        assertThat(server.admin().documents(database)).hasSize(1);
    }
}
