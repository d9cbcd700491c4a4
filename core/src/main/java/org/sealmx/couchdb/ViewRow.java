package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A row of a view or of the list of all documents.
 *
 * @param id the id of the document
 * @param key the key of the row
 * @param document the document; empty when it was not requested
 */
public record ViewRow(String id, String key, Optional<JsonNode> document) {

    /** Shows only the document's id, since the rest are addresses and keys. */
    @Override
    public String toString() {
        return "ViewRow[" + id + "]";
    }
}
