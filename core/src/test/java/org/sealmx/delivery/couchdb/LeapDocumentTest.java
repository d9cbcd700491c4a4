package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.LeapSealing;

/** Documents in the format of leap_mx and Soledad. */
class LeapDocumentTest {

    private static final String DATABASE = "user-f3a1";
    private static final AccountId ACCOUNT = new AccountId("f3a1");
    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00.123Z"), ZoneOffset.UTC);
    private static final TestKey KEY = TestKeys.curve25519();
    private static final String MESSAGE = "Subject: canary \u20ac\r\n\r\nThe \"canary\" of \\ gr\u00fc\u00dfe\r\n";

    private final FakeCouchDb couch = new FakeCouchDb();
    private CouchDbClient client;
    private CouchDbIncomingStore store;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        store = new CouchDbIncomingStore(client, CLOCK).with(IncomingFormat.LEAP, false);
        couch.database(DATABASE);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private void store(DeliveryId id, String message) throws Exception {
        ReceivedMessage received = ReceivedMessage.of(message.getBytes(StandardCharsets.UTF_8));
        store.put(TestDelivery.of(ACCOUNT, id, LeapSealing.seal(received, KEY)));
    }

    /** The content of the only attachment, as Soledad reads it. */
    private JsonNode content(DeliveryId id) throws Exception {
        JsonNode attachments =
                couch.database(DATABASE).get(id.hex()).orElseThrow().path("_attachments");
        assertThat(attachments.fieldNames()).toIterable().containsExactly("u1db_content");
        JsonNode attachment = attachments.path("u1db_content");
        assertThat(attachment.path("content_type").textValue()).isEqualTo("application/octet-stream");
        return new JsonMapper()
                .readTree(Base64.getDecoder().decode(attachment.path("data").textValue()));
    }

    @Test
    void storeShouldWriteTheDocumentOfTheFormat() throws Exception {
        store(ID, MESSAGE);
        JsonNode document = couch.database(DATABASE).get(ID.hex()).orElseThrow().deepCopy();
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly("_id", "_rev", "u1db_rev", "u1db_transactions", "_attachments");
        assertThat(document.path("_rev").textValue()).isEqualTo("1-0123456789abcdef0123456789abcdef");
        assertThat(document.path("u1db_rev").textValue()).isEqualTo("0123456789abcdef0123456789abcdef:1");
        assertThat(document.path("u1db_transactions"))
                .hasToString("[[1795255200123,\"T-0123456789abcdef0123456789abcdef\"]]");
        JsonNode content = content(ID);
        assertThat(content.fieldNames())
                .toIterable()
                .containsExactly("incoming", "errdecr", "_enc_scheme", "_enc_json");
        assertThat(content.path("incoming").booleanValue()).isTrue();
        assertThat(content.path("errdecr").isBoolean()).isTrue();
        assertThat(content.path("errdecr").booleanValue()).isFalse();
        assertThat(content.path("_enc_scheme").textValue()).isEqualTo("pubkey");
        assertThat(LeapSealing.content(content.path("_enc_json").textValue(), KEY))
                .isEqualTo(MESSAGE);
    }

    @Test
    void storeShouldWriteEveryOctetWhateverTheSize() throws Exception {
        for (int size : new int[] {0, 1, 47, 48, 49, 8191, 8192, 100_000, 2_000_001}) {
            DeliveryId id = new DeliveryId("%064x".formatted(size));
            String message = "\u20ac\n".repeat(size / 2) + "x".repeat(size % 2);
            store(id, message);
            assertThat(LeapSealing.content(content(id).path("_enc_json").textValue(), KEY))
                    .isEqualTo(message);
        }
    }

    @Test
    void storeShouldSendNothingUnencrypted() throws Exception {
        store(ID, MESSAGE);
        for (ScriptedServer.Request request : couch.server().requests()) {
            String sent = request.path() + request.headers() + request.query() + request.text();
            assertThat(sent)
                    .doesNotContain(
                            "canary", Base64.getEncoder().encodeToString("canary".getBytes(StandardCharsets.US_ASCII)));
            assertThat(content(ID).toString()).doesNotContain("canary", "Subject");
        }
        assertThat(couch.server().requests()).hasToString("[GET /_membership, POST /user-f3a1/_bulk_docs]");
    }

    @Test
    void storeShouldStoreNothingTwiceEvenWhenTheOwnerHasDeletedIt() throws Exception {
        store(ID, MESSAGE);
        store(ID, MESSAGE);
        assertThat(couch.database(DATABASE).documents()).hasSize(1);
        couch.database(DATABASE).delete(ID.hex());
        store(ID, MESSAGE);
        assertThat(couch.database(DATABASE).documents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "truncated", "half of the JSON", "500 JSON"})
    void storeShouldSucceedAtTheSecondAttemptAndStoreOnce(String fault) throws Exception {
        var faults = org.sealmx.couchdb.Faults.all();
        couch.fault(
                request -> couch.server().requests().size() == 2,
                faults.getOrDefault(fault, (request, exchange) -> {}));
        store(ID, MESSAGE);
        assertThat(couch.server().requests()).hasSize(3);
        assertThat(couch.database(DATABASE).documents()).hasSize(1);
    }

    @Test
    void storeShouldSayWhatTheServerHasAgainstTheMessage() {
        couch.fault(request -> true, (request, exchange) -> exchange.json(413, "{\"error\":\"too_large\"}"));
        assertThat(catchThrowableOfType(ServerException.class, () -> store(ID, MESSAGE))
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
        couch.heal();
        couch.fault(request -> true, (request, exchange) -> exchange.json(507, "{}"));
        assertThat(catchThrowableOfType(ServerException.class, () -> store(ID, MESSAGE))
                        .kind())
                .isEqualTo(Kind.FULL);
    }
}
