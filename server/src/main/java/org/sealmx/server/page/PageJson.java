package org.sealmx.server.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;

/** The JSON that the page sends and gets. */
final class PageJson {

    /** The largest JSON text that is read, in octets. */
    static final int MAX_OCTETS = 4 * 1024;

    private static final String TYPE = "application/json";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PageJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The object in the body; empty when it is none, or has another type, which a form of another page could send. */
    static Optional<ObjectNode> read(PageRequest request) {
        if (!request.mediaType().equals(Optional.of(TYPE)) || request.body().length > MAX_OCTETS) {
            return Optional.empty();
        }
        try {
            JsonNode node = MAPPER.readTree(request.body());
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A text in an object; empty when it is missing or something else. */
    static Optional<String> text(ObjectNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    static PageResponse response(int status, JsonNode json) {
        try {
            return PageResponse.json(status, MAPPER.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** A response that says what is wrong. */
    static PageResponse problem(int status, String words) {
        return response(status, object().put("problem", words));
    }

    /** A response that says when to come back. */
    static PageResponse later(int status, String words, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return problem(status, words + " Try again in " + inWords(seconds) + ".")
                .with("Retry-After", Long.toString(seconds));
    }

    private static String inWords(long seconds) {
        long minutes = (seconds + 59) / 60;
        if (seconds <= 60) {
            return seconds == 1 ? "a second" : seconds + " seconds";
        }
        return minutes + " minutes";
    }
}
