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

/** JSON as CouchDB speaks it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A string in JSON. */
    public static String text(String value) {
        return JsonNodeFactory.instance.textNode(value).toString();
    }

    /** The octets of a value. */
    public static byte[] bytes(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    /** The JSON object of an answer. */
    public static ObjectNode object(Answer answer, NodeRequest request) throws ServerException {
        if (parse(answer.body(), request.toString()) instanceof ObjectNode object) {
            return object;
        }
        throw ServerException.of(Kind.NONSENSE, "no JSON object in the answer to " + request);
    }

    /**
     * Reads one JSON value.
     *
     * @param request for the message
     * @throws ServerException NONSENSE when it is no JSON value or more than one, TOO_LARGE when it is nested too
     *     deeply or holds too long a string. Without a cause, since that would quote the content
     */
    public static JsonNode parse(byte[] octets, String request) throws ServerException {
        try {
            JsonNode value = MAPPER.readTree(octets);
            if (value.isMissingNode()) {
                throw ServerException.of(Kind.NONSENSE, "an empty answer to " + request);
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw ServerException.of(Kind.TOO_LARGE, "an answer beyond the limits of JSON to " + request);
        } catch (IOException e) {
            throw ServerException.of(Kind.NONSENSE, "an answer that is no JSON to " + request);
        }
    }
}
