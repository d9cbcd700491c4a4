package org.sealmx.server.page.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response. The server adds what all responses have.
 *
 * @param status the status code
 * @param type the media type of the body; empty without a body
 * @param body may be empty; not copied, not to be changed
 * @param fields further header fields
 * @param delay how long the response is held back, without a thread that waits
 */
@SuppressWarnings("ArrayRecordComponent")
public record PageResponse(int status, String type, byte[] body, Map<String, String> fields, Duration delay) {

    /** Copies the fields. */
    public PageResponse {
        fields = Map.copyOf(fields);
    }

    /** A response with a body. */
    public static PageResponse of(int status, String type, byte[] body) {
        return new PageResponse(status, type, body, Map.of(), Duration.ZERO);
    }

    /** A response with a JSON text. */
    public static PageResponse json(int status, String json) {
        return of(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }

    /** A response without a body: 204. */
    public static PageResponse noContent() {
        return of(204, "", new byte[0]);
    }

    /** The same with one more header field. */
    public PageResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new PageResponse(status, type, body, more, delay);
    }

    /** The same, held back. */
    public PageResponse after(Duration wait) {
        return new PageResponse(status, type, body, fields, wait);
    }
}
