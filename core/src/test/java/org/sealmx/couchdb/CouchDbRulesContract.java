package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.couchdb.CouchDbRequests.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What CouchDB 3.5 refuses, and in which words. The servers of the tests must refuse the same, or they would hide our
 * mistakes. All of it was observed with CouchDB 3.5.2, and a run with {@code COUCHDB_URL} verifies it again.
 */
public interface CouchDbRulesContract extends CouchDbRequests {

    String CONFIG = "/_node/_local/_config/";
    String OTHER_REV = "1-00000000000000000000000000000000";

    @ParameterizedTest
    @ValueSource(strings = {"", "deflate", "x-gzip", "utf-8"})
    default void bodyShouldBeRefusedWhenItsEncodingIsNeitherIdentityNorGzip(String encoding) throws Exception {
        String database = database();
        for (String[] request : new String[][] {
            {"POST", "/_bulk_docs", "{\"docs\":[]}"}, {"POST", "/_all_docs", "{\"keys\":[]}"}, {"PUT", "/d1", "{}"}
        }) {
            assertThat(refusal(send(request[0], database + request[1], request[2], "Content-Encoding", encoding)))
                    .isEqualTo("415 bad_content_type: " + encoding + " is not a supported content encoding.");
        }
        assertThat(send("PUT", database + "/d1", "{}", "Content-Encoding", "identity")
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/octet-stream"})
    default void postShouldBeRefusedWhenItIsNotJson(String type) throws Exception {
        String database = database();
        for (String[] request : new String[][] {{"/_bulk_docs", "{\"docs\":[]}"}, {"/_all_docs", "{\"keys\":[]}"}}) {
            assertThat(refusal(send("POST", database + request[0], request[1], "Content-Type", type)))
                    .isEqualTo("415 bad_content_type: Content-Type must be application/json");
        }
    }

    @Test
    default void bodyShouldBeRefusedWhenItIsCutShort() throws Exception {
        assertThat(refusal(send("PUT", database() + "/d1", "{\"a\":")))
                .isEqualTo("400 bad_request: invalid UTF-8 JSON");
    }

    @Test
    default void documentShouldBeRefusedWhenItIsLargerThanEightMillionOctets() throws Exception {
        String database = database();
        String text = "x".repeat(8_000_000);
        assertThat(refusal(send("PUT", database + "/d1", "{\"a\":\"" + text + "\"}")))
                .isEqualTo("413 document_too_large: ");
        for (String edits : List.of("", "\"new_edits\":false,")) {
            String body = "{" + edits + "\"docs\":[{\"_id\":\"d1\",\"_rev\":\"1-ab\",\"a\":\"" + text + "\"}]}";
            assertThat(refusal(send("POST", database + "/_bulk_docs", body)))
                    .as(edits)
                    .isEqualTo("413 document_too_large: d1");
        }
    }

    @Test
    default void attachmentsShouldNotCountAsPartOfTheDocument() throws Exception {
        String data = "QUFB".repeat(3_000_000);
        String body = "{\"_attachments\":{\"m\":{\"content_type\":\"text/plain\",\"data\":\"" + data + "\"}}}";
        assertThat(send("PUT", database() + "/d1", body).statusCode()).isEqualTo(201);
    }

    @Test
    default void requestShouldBeRefusedBeforeItIsReadWhenItIsLargerThanTheServerTakes() throws Exception {
        String database = database();
        String limit = CONFIG + "chttpd/max_http_request_size";
        JsonNode before = FakeCouchDb.MAPPER.readTree(send("GET", limit, "").body());
        send("PUT", limit, "\"1000\"");
        try {
            HttpResponse<String> response = sendAlone("PUT", database + "/d1", "{\"a\":\"" + "x".repeat(2000) + "\"}");
            assertThat(refusal(response)).isEqualTo("413 too_large: the request entity is too large");
        } finally {
            send("PUT", limit, before.isTextual() ? before.toString() : "\"4294967296\"");
        }
        assertThat(send("PUT", database + "/d1", "{}").statusCode()).isEqualTo(201);
    }

    @Test
    default void changeShouldBeRefusedWhenItDoesNotNameTheCurrentRevision() throws Exception {
        String path = database() + "/d1";
        String conflict = "409 conflict: Document update conflict.";
        assertThat(refusal(send("PUT", path, "{\"_rev\":\"" + OTHER_REV + "\"}")))
                .isEqualTo(conflict);
        assertThat(send("PUT", path, "{\"a\":1}").statusCode()).isEqualTo(201);
        String current = "{\"_rev\":\"" + revision(path) + "\"}";
        assertThat(refusal(send("PUT", path, "{}"))).isEqualTo(conflict);
        assertThat(refusal(send("PUT", path, "{\"_rev\":\"" + OTHER_REV + "\"}")))
                .isEqualTo(conflict);
        assertThat(refusal(send("PUT", path, "{}", "If-Match", OTHER_REV))).isEqualTo(conflict);
        assertThat(refusal(send("PUT", path, "{\"_rev\":\"zzz\"}"))).isEqualTo("400 bad_request: Invalid rev format");
        assertThat(refusal(send("PUT", path, current, "If-Match", OTHER_REV)))
                .isEqualTo("400 bad_request: Document rev and etag have different values");
        assertThat(refusal(send("PUT", path + "?rev=" + OTHER_REV, current)))
                .isEqualTo("400 bad_request: Document rev from request body and query string have different values");
        assertThat(send("PUT", path, current).statusCode()).isEqualTo(201);
    }

    @Test
    default void deletionShouldBeRefusedWhenItDoesNotNameTheCurrentRevision() throws Exception {
        String path = database() + "/d1";
        assertThat(refusal(send("DELETE", path, ""))).isEqualTo("404 not_found: missing");
        assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(201);
        assertThat(refusal(send("DELETE", path, ""))).isEqualTo("409 conflict: Document update conflict.");
        assertThat(refusal(send("DELETE", path + "?rev=" + OTHER_REV, "")))
                .isEqualTo("409 conflict: Document update conflict.");
        assertThat(send("DELETE", path + "?rev=" + revision(path), "").statusCode())
                .isEqualTo(200);
        assertThat(refusal(send("GET", path, ""))).isEqualTo("404 not_found: deleted");
        assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(201);
    }

    @Test
    default void attachmentShouldRecordTheRevisionThatAddedIt() throws Exception {
        String path = database() + "/d1";
        String body = "{\"_attachments\":{\"m\":{\"content_type\":\"text/plain\",\"data\":\"QUFB\"}}}";
        assertThat(send("PUT", path, body).statusCode()).isEqualTo(201);
        assertThat(FakeCouchDb.MAPPER
                        .readTree(send("GET", path, "").body())
                        .at("/_attachments/m/revpos")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    default void sequencesShouldBeStrings() throws Exception {
        String database = database();
        assertThat(send("PUT", database + "/d1", "{}").statusCode()).isEqualTo(201);
        JsonNode changes = FakeCouchDb.MAPPER.readTree(
                send("GET", database + "/_changes?feed=normal&limit=5", "").body());
        assertThat(changes.at("/results/0/seq").textValue()).matches("1-.+");
        assertThat(changes.at("/last_seq").textValue()).matches("1-.+");
        assertThat(refusal(send("GET", database + "/_changes?feed=normal&limit=5&since=nonsense", "")))
                .isEqualTo("400 bad_request: Malformed sequence supplied in 'since' parameter.");
    }

    @Test
    default void absenceShouldBeSaidInWords() throws Exception {
        String missing = "/rules-" + UUID.randomUUID();
        assertThat(refusal(send("GET", missing, ""))).isEqualTo("404 not_found: Database does not exist.");
        assertThat(refusal(send("GET", missing + "/d1", ""))).isEqualTo("404 not_found: Database does not exist.");
        String database = database();
        assertThat(refusal(send("GET", database + "/d1", ""))).isEqualTo("404 not_found: missing");
        assertThat(refusal(send("PUT", database, "")))
                .isEqualTo("412 file_exists: The database could not be created, the file already exists.");
    }

    /** The name of a new user, whose password is {@code right}. */
    default String user() throws Exception {
        String name = "rules-" + UUID.randomUUID();
        send("PUT", "/_users", "");
        String user = "{\"name\":\"" + name + "\",\"password\":\"right\",\"roles\":[],\"type\":\"user\"}";
        assertThat(send("PUT", "/_users/org.couchdb.user:" + name, user).statusCode())
                .isEqualTo(201);
        return name;
    }

    @Test
    default void membershipShouldBeToldToAdministratorsOnlyAndNotAsALoginThatFails() throws Exception {
        String name = user();
        assertThat(send("GET", "/_membership", "").statusCode()).isEqualTo(200);
        for (int i = 0; i <= LockOut.THRESHOLD; i++) {
            assertThat(refusal(sendAs(Optional.of(name + ":right"), "GET", "/_membership", "")))
                    .isEqualTo("401 unauthorized: You are not a server admin.");
        }
    }

    @Test
    default void userShouldBeLockedOutAfterTheFifthWrongPassword() throws Exception {
        String name = user();
        String database = database();
        for (int i = 0; i < LockOut.THRESHOLD; i++) {
            assertThat(refusal(sendAs(Optional.of(name + ":wrong"), "GET", database, "")))
                    .isEqualTo("401 unauthorized: Name or password is incorrect.");
        }
        assertThat(refusal(sendAs(Optional.of(name + ":right"), "GET", database, "")))
                .isEqualTo("403 forbidden: Account is temporarily locked due to multiple authentication failures");
    }
}
