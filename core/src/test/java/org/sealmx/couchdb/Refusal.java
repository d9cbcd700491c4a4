package org.sealmx.couchdb;

import java.io.IOException;
import org.sealmx.couchdb.ScriptedServer.Exchange;

/**
 * An error in the form of CouchDB: JSON with a word and a reason.
 *
 * @param status the HTTP status
 * @param error CouchDB's word
 * @param reason CouchDB's reason
 */
public record Refusal(int status, String error, String reason) {

    /** CouchDB 3.5's answer to a request that is not JSON. */
    static final Refusal NOT_JSON = new Refusal(415, "bad_content_type", "Content-Type must be application/json");

    /** Its answer if the revision is not the current one, or is missing although there is one. */
    static final Refusal CONFLICT = new Refusal(409, "conflict", "Document update conflict.");

    void answer(Exchange exchange) throws IOException {
        exchange.json(
                status,
                FakeCouchDb.MAPPER
                        .createObjectNode()
                        .put("error", error)
                        .put("reason", reason)
                        .toString());
    }
}
