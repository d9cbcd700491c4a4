package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One row of a view or of the list of all documents.
 *
 * @param id of the document
 * @param key that the row was found by
 * @param document what is stored; empty when it was not asked for
 */
public record ViewRow(String id, String key, Optional<JsonNode> document) {

    /** Names the document only: the rest are addresses and keys. */
    @Override
    public String toString() {
        return "ViewRow[" + id + "]";
    }
}
