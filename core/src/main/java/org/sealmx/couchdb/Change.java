package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A document changed.
 *
 * @param id of the document
 * @param sequence after which further changes follow; opaque
 * @param deleted whether it is gone
 * @param document its new state; empty when it was not asked for, or when the server no longer has it
 */
public record Change(String id, String sequence, boolean deleted, Optional<JsonNode> document) {

    /** Names the document only. */
    @Override
    public String toString() {
        return "Change[" + id + (deleted ? " deleted]" : "]");
    }
}
