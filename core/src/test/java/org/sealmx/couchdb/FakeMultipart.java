package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sealmx.couchdb.ScriptedServer.Request;

/**
 * Reads {@code multipart/related} as CouchDB does: the document, then each attachment that follows, with exactly the
 * length that it has been given.
 */
final class FakeMultipart {

    private static final String TYPE = "multipart/related;";

    private FakeMultipart() {}

    static boolean isOne(Request request) {
        return request.headers().getOrDefault("content-type", "").startsWith(TYPE);
    }

    /** The same request with the attachments in base64; others stay as they are. */
    static Request asJson(Request request) throws IOException {
        if (!isOne(request)) {
            return request;
        }
        String type = request.headers().get("content-type");
        String boundary = "--" + type.replaceFirst(".*boundary=\"([^\"]+)\".*", "$1");
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        require(text.startsWith(boundary + "\r\n") && text.endsWith("\r\n" + boundary + "--\r\n"));
        int start = text.indexOf("\r\n\r\n") + 4;
        int end = text.indexOf("\r\n" + boundary, start);
        ObjectNode document = (ObjectNode) FakeCouchDb.MAPPER.readTree(Arrays.copyOfRange(request.body(), start, end));
        for (JsonNode attachment : document.path("_attachments")) {
            ObjectNode file = (ObjectNode) attachment;
            require(file.remove("follows").asBoolean());
            int length = file.remove("length").asInt();
            start = text.indexOf("\r\n\r\n", end) + 4;
            end = text.indexOf("\r\n" + boundary, start);
            require(end - start == length);
            file.put("data", Arrays.copyOfRange(request.body(), start, end));
        }
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("content-type", "application/json");
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                headers,
                FakeCouchDb.MAPPER.writeValueAsBytes(document));
    }

    private static void require(boolean condition) throws IOException {
        if (!condition) {
            throw new EOFException("not the multipart/related that CouchDB reads");
        }
    }
}
