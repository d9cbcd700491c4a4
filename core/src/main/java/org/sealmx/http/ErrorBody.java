package org.sealmx.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What CouchDB says in the body of an error, as far as it is CouchDB's own vocabulary.
 *
 * @param word the field {@code error}, or {@code status} as {@code _up} has it; empty when there is none
 * @param reason the field {@code reason}, as JSON when it is no text or an empty one; empty when there is none; only to
 *     be compared, since it may repeat what was sent
 */
public record ErrorBody(String word, String reason) {

    /** Nothing in CouchDB's own words. */
    public static final ErrorBody NONE = new ErrorBody("", "");

    /** The reason when it is a plain sentence, else nothing: no address, no quotation, no control character. */
    public String speakableReason() {
        return reason.matches("[A-Za-z0-9 ,.;:()-]{1,200}") ? reason : "";
    }

    /** Reads a body of any form; what is not CouchDB's gives empty fields. */
    public static ErrorBody of(byte[] body) {
        try {
            JsonNode json = Json.parse(body, "");
            String word = json.path("error").asText(json.path("status").asText(""));
            JsonNode reason = json.path("reason");
            // A database's own function may give anything as its reason, which is not the same as giving none.
            String text = reason.asText("");
            return new ErrorBody(word.matches("[a-z_]{1,40}") ? word : "", text.isEmpty() ? reason.toString() : text);
        } catch (ServerException e) {
            // A proxy in between answers in its own form: the status says all that is needed.
            return NONE;
        }
    }
}
