package org.sealmx.sealing;

import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * What final delivery writes above a sealed message, outside the ciphertext (RFC 5321 section 4.4).
 *
 * @param returnPath for the Return-Path field
 * @param deliveredTo for the Delivered-To field
 * @param received the body of our Received field, unfolded, without the name and without CRLF; no control characters
 * @param deliveryId which delivery this is, for {@code X-SealMX}; names nobody; letters, digits and {@code -_.=+/} only
 */
public record TraceFields(ReversePath returnPath, EmailAddress deliveredTo, String received, String deliveryId) {

    /** The field that says who encrypted, and which delivery this is. */
    public static final String MARK_FIELD = "X-SealMX";

    /** @throws IllegalArgumentException when a text could break out of its field */
    public TraceFields {
        if (received.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a Received field has no control characters");
        }
        if (deliveryId.isEmpty() || !deliveryId.chars().allMatch(TraceFields::isIdCharacter)) {
            throw new IllegalArgumentException("a delivery id consists of letters, digits and -_.=+/");
        }
    }

    private static boolean isIdCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.=+/".indexOf(c) >= 0;
    }
}
