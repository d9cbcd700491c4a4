package org.sealmx.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.sealmx.http.ServerException.Kind;

/** Reads and writes JSON for CouchDB. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Creates an empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Encodes a string as JSON. */
    public static String text(String value) {
        return JsonNodeFactory.instance.textNode(value).toString();
    }

    /** Encodes a value in octets. */
    public static byte[] bytes(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    /** Reads the JSON object in an answer. */
    public static ObjectNode object(Answer answer, NodeRequest request) throws ServerException {
        if (parse(answer.body(), request.toString()) instanceof ObjectNode object) {
            return object;
        }
        throw ServerException.of(Kind.NONSENSE, "the answer to " + request + " is not a JSON object");
    }

    /**
     * Reads one JSON value.
     *
     * @param request names the request in the exception's message
     * @throws ServerException NONSENSE when the octets are not exactly one JSON value, TOO_LARGE when it is nested too
     *     deeply or contains too long a string. Has no cause, since that would quote the content
     */
    public static JsonNode parse(byte[] octets, String request) throws ServerException {
        try {
            JsonNode value = MAPPER.readTree(octets);
            if (value.isMissingNode()) {
                throw ServerException.of(Kind.NONSENSE, "an empty answer to " + request);
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw ServerException.of(
                    Kind.TOO_LARGE, "the JSON in the answer to " + request + " exceeds the limits of the parser");
        } catch (IOException e) {
            throw ServerException.of(Kind.NONSENSE, "the answer to " + request + " is not JSON");
        }
    }
}
