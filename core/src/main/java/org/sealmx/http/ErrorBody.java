package org.sealmx.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.Immutable;

/**
 * The body of an error, as far as it is in CouchDB's own vocabulary.
 *
 * @param word the field {@code error}, or the field {@code status} that {@code _up} uses; empty when there is none
 * @param reason the field {@code reason}, as JSON when it is not a string or is an empty one; empty when there is none.
 *     Only for comparison, since it may repeat what was sent
 */
@Immutable
public record ErrorBody(String word, String reason) {

    /** A body without an error of CouchDB. */
    public static final ErrorBody NONE = new ErrorBody("", "");

    /**
     * The reason when it is a plain sentence, without addresses, quotations and control characters; otherwise empty.
     */
    public String speakableReason() {
        return reason.matches("[A-Za-z0-9 ,.;:()-]{1,200}") ? reason : "";
    }

    /** Reads a body of any form; one that is not CouchDB's gives empty fields. */
    public static ErrorBody of(byte[] body) {
        try {
            JsonNode json = Json.parse(body, "");
            String word = json.path("error").asText(json.path("status").asText(""));
            JsonNode reason = json.path("reason");
            // A validation function may give anything as its reason, which differs from giving none.
            String text = reason.asText("");
            return new ErrorBody(word.matches("[a-z_]{1,40}") ? word : "", text.isEmpty() ? reason.toString() : text);
        } catch (ServerException e) {
            // A proxy answers in a form of its own; its status says enough.
            return NONE;
        }
    }
}
