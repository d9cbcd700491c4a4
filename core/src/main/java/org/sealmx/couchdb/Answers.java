package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.http.Answer;
import org.sealmx.http.ErrorBody;
import org.sealmx.http.Json;
import org.sealmx.http.LoginRefusal;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Reads the answers of CouchDB. An answer that does not have CouchDB's form is an exception, and never means that
 * something is absent.
 */
final class Answers {

    private Answers() {}

    static ServerException nonsense(String problem) {
        return ServerException.of(Kind.NONSENSE, problem);
    }

    /** Whether CouchDB itself answered that the database exists and the document does not. */
    static boolean isMissingDocument(ServerException e) {
        return e.kind() == Kind.NOT_FOUND
                && e.word().equals("not_found")
                && (e.hasReason("missing") || e.hasReason("deleted"));
    }

    /** Whether CouchDB itself answered that the database does not exist. */
    static boolean isMissingDatabase(ServerException e) {
        return e.kind() == Kind.NOT_FOUND && e.word().equals("not_found") && !isMissingDocument(e);
    }

    /** Whether CouchDB itself answered that the document existed and has been deleted. */
    static boolean isDeletedDocument(ServerException e) {
        return isMissingDocument(e) && e.hasReason("deleted");
    }

    /** Requires that the answer says {@code ok}. */
    static boolean ok(Answer answer, NodeRequest request) throws ServerException {
        if (!Json.object(answer, request).path("ok").asBoolean()) {
            throw nonsense("no confirmation in the answer to " + request);
        }
        return true;
    }

    /** Whether a successful write reached a quorum of copies. */
    static boolean isQuorum(Answer answer) {
        return answer.status() != 202;
    }

    static ServerException tooFew(NodeRequest request) {
        return ServerException.of(Kind.UNAVAILABLE, "too few nodes have confirmed " + request);
    }

    /** Requires that a quorum of copies has stored the document. */
    static boolean stored(Answer answer, NodeRequest request) throws ServerException {
        if (!isQuorum(answer)) {
            throw tooFew(request);
        }
        return ok(answer, request);
    }

    /**
     * Requires that a document sent with {@code new_edits} false was stored: the list of results contains only
     * failures.
     */
    static boolean storedRevision(Answer answer, NodeRequest request) throws ServerException {
        if (!isQuorum(answer)) {
            throw tooFew(request);
        }
        JsonNode results = Json.parse(answer.body(), request.toString());
        if (answer.status() != 201 || !results.isArray()) {
            throw nonsense("no confirmation in the answer to " + request);
        }
        for (JsonNode result : results) {
            if (result.has("error") || !result.path("ok").asBoolean()) {
                ErrorBody error = ErrorBody.of(Json.bytes(result));
                throw ServerException.ofAnswer(statusOf(error.word()), error, LoginRefusal.NONE, request.toString());
            }
        }
        return true;
    }

    /** The HTTP status that corresponds to the error of a single document. */
    private static int statusOf(String word) {
        return switch (word) {
            case "forbidden" -> 403;
            case "unauthorized" -> 401;
            case "document_too_large", "attachment_too_large", "too_large" -> 413;
            case "insufficient_storage" -> 507;
            default -> 500;
        };
    }

    /** The body of a request for several keys. */
    static JsonNode keys(Collection<String> keys) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("keys");
        keys.forEach(list::add);
        return body;
    }

    /** The rows of a view, each for one of the keys, with its document if requested. */
    static List<ViewRow> viewRows(Answer answer, NodeRequest request, Collection<String> keys, boolean withDocuments)
            throws ServerException {
        Set<String> asked = new HashSet<>(keys);
        List<ViewRow> rows = new ArrayList<>();
        for (JsonNode row : rows(answer, request)) {
            String key = text(row, "key", request);
            if (!asked.contains(key)) {
                throw nonsense("an unrequested row in the answer to " + request);
            }
            rows.add(new ViewRow(
                    text(row, "id", request),
                    key,
                    withDocuments ? Optional.of(document(row, request)) : Optional.empty()));
        }
        return rows;
    }

    /** The rows of the list of documents for several ids; documents that do not exist are left out. */
    static List<ViewRow> documentRows(Answer answer, NodeRequest request, Collection<String> ids)
            throws ServerException {
        Set<String> missing = new HashSet<>(ids);
        List<ViewRow> rows = new ArrayList<>();
        for (JsonNode row : rows(answer, request)) {
            String key = text(row, "key", request);
            if (!missing.remove(key)) {
                throw nonsense("an unrequested row in the answer to " + request);
            }
            boolean absent = row.path("error").asText("").equals("not_found");
            boolean deleted = row.path("value").path("deleted").asBoolean();
            if (!absent && !deleted) {
                rows.add(new ViewRow(text(row, "id", request), key, Optional.of(document(row, request))));
            }
        }
        if (!missing.isEmpty()) {
            throw nonsense("rows missing from the answer to " + request);
        }
        return rows;
    }

    /** The rows of a page of the list of documents. */
    static List<ViewRow> pageRows(Answer answer, NodeRequest request, boolean withDocuments) throws ServerException {
        List<ViewRow> rows = new ArrayList<>();
        for (JsonNode row : rows(answer, request)) {
            rows.add(new ViewRow(
                    text(row, "id", request),
                    text(row, "key", request),
                    withDocuments ? Optional.of(document(row, request)) : Optional.empty()));
        }
        return rows;
    }

    /** The rows of an answer, which must not also contain an error. */
    static JsonNode rows(Answer answer, NodeRequest request) throws ServerException {
        ObjectNode json = Json.object(answer, request);
        JsonNode rows = json.path("rows");
        if (!rows.isArray() || json.has("error") || json.has("errors")) {
            throw nonsense("missing or incomplete rows in the answer to " + request);
        }
        return rows;
    }

    /** The document of a row. */
    static JsonNode document(JsonNode row, NodeRequest request) throws ServerException {
        JsonNode document = row.path("doc");
        // A document that was deleted just now is null. A repeated request gives the new rows.
        if (!document.isObject()
                || !document.path("_id").asText("").equals(row.path("id").asText(""))) {
            throw nonsense("a row without its document in the answer to " + request);
        }
        return document;
    }

    /** The value of a field that must be a string. */
    static String text(JsonNode row, String field, NodeRequest request) throws ServerException {
        JsonNode value = row.path(field);
        if (!value.isTextual()) {
            throw nonsense("a row without " + field + " in the answer to " + request);
        }
        return value.textValue();
    }
}
