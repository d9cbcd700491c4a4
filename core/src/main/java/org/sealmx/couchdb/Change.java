package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A change of a document.
 *
 * @param id the id of the document
 * @param sequence the position in the feed, after which later changes follow; opaque
 * @param deleted whether the document has been deleted
 * @param document the new state of the document; empty when it was not requested, or when the server no longer has it
 */
public record Change(String id, String sequence, boolean deleted, Optional<JsonNode> document) {

    /** Shows only the document's id, and whether it was deleted. */
    @Override
    public String toString() {
        return "Change[" + id + (deleted ? " deleted]" : "]");
    }
}
