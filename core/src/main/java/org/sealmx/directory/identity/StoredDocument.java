package org.sealmx.directory.identity;

import com.fasterxml.jackson.databind.JsonNode;
import org.sealmx.directory.DocumentId;

/**
 * A document of the directory as stored, not yet parsed. Immutable as long as nobody changes its content.
 *
 * @param id names it
 * @param content usually an object; a file may contain anything
 */
public record StoredDocument(DocumentId id, JsonNode content) {

    /** A document of a database, named by its {@code _id} alone. */
    public static StoredDocument of(JsonNode content) {
        return new StoredDocument(DocumentId.of(idOf(content)), content);
    }

    /**
     * A document whose place names it when its {@code _id} is missing or not fit for a log.
     *
     * @param place for example {@code #7 (line 12)}
     */
    public static StoredDocument at(String place, JsonNode content) {
        return new StoredDocument(DocumentId.at(idOf(content), place), content);
    }

    private static String idOf(JsonNode content) {
        return content.path("_id").isTextual() ? content.path("_id").textValue() : "";
    }

    /** Only the name of the document. */
    @Override
    public String toString() {
        return "StoredDocument[" + id + "]";
    }
}
