package org.sealmx.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** What is sent, usually JSON, which can be produced as often as the request is repeated. */
public interface RequestBody {

    /** Without a character set: JSON is UTF-8. */
    String JSON = "application/json";

    /** Opens a stream over all octets that throws no I/O errors. */
    InputStream open();

    /** How many octets there are. */
    long length();

    /** The media type of the octets. */
    default String contentType() {
        return JSON;
    }

    /** A JSON value. */
    static RequestBody of(JsonNode value) {
        byte[] octets = Json.bytes(value);
        return new RequestBody() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }

            @Override
            public long length() {
                return octets.length;
            }
        };
    }
}
