package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/** What is sent, usually JSON, which can be produced as often as the request is repeated. */
interface RequestBody {

    /** Without a character set: JSON is UTF-8. */
    ContentType JSON = ContentType.create("application/json");

    /** Produces the octets once. */
    AsyncEntityProducer producer();

    /** How many octets there are. */
    long length();

    /** A JSON value. */
    static RequestBody of(JsonNode value) {
        byte[] octets = Json.bytes(value);
        return new RequestBody() {
            @Override
            public AsyncEntityProducer producer() {
                return new StreamedEntity(new ByteArrayInputStream(octets), octets.length, JSON.getMimeType());
            }

            @Override
            public long length() {
                return octets.length;
            }
        };
    }
}
