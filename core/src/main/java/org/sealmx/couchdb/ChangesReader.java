package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.http.Answer;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;

/** Parses changes feeds. */
final class ChangesReader {

    private ChangesReader() {}

    /** Parses the answer of a normal feed. */
    static ChangesPage page(Answer answer, NodeRequest request, boolean withDocuments) throws ServerException {
        ObjectNode json = Json.object(answer, request);
        JsonNode results = json.path("results");
        if (!results.isArray() || json.has("error")) {
            throw Answers.nonsense("no changes in the answer to " + request);
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode row : results) {
            changes.add(change(row, request, withDocuments));
        }
        return new ChangesPage(changes, sequence(json.path("last_seq"), request));
    }

    /** Parses one line of a continuous feed; empty for its last line. */
    static Optional<Change> line(byte[] line, NodeRequest request) throws ServerException {
        JsonNode row = Json.parse(line, request.toString());
        return row.has("last_seq") && !row.has("id") ? Optional.empty() : Optional.of(change(row, request, true));
    }

    private static Change change(JsonNode row, NodeRequest request, boolean withDocument) throws ServerException {
        String id = Answers.text(row, "id", request);
        boolean deleted = row.path("deleted").asBoolean();
        JsonNode document = row.path("doc");
        boolean present = withDocument && !deleted && document.isObject();
        if (present && !document.path("_id").asText("").equals(id)) {
            throw Answers.nonsense("a change with another document in the answer to " + request);
        }
        return new Change(
                id, sequence(row.path("seq"), request), deleted, present ? Optional.of(document) : Optional.empty());
    }

    /** The sequence, which is a string, or a number in older servers. */
    private static String sequence(JsonNode value, NodeRequest request) throws ServerException {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw Answers.nonsense("a change without its sequence in the answer to " + request);
        }
        return value.asText();
    }
}
