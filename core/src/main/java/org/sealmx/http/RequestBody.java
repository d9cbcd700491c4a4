package org.sealmx.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The body of a request, usually JSON. It can be read again whenever the request is repeated. */
public interface RequestBody {

    /** Without a character set, since JSON is always UTF-8. */
    String JSON = "application/json";

    /** Opens a stream over all octets; the stream must not throw an {@link java.io.IOException}. */
    InputStream open();

    /** The number of octets. */
    long length();

    /** The media type of the octets. */
    default String contentType() {
        return JSON;
    }

    /** Whether the server can be asked, before the body is sent, whether it takes a body of that length. */
    default boolean canBeAskedAbout() {
        return true;
    }

    /** A body that is a JSON value. */
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
