package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * The trace fields that are written at the beginning of a sealed message, outside the ciphertext (RFC 5321 section 4.4).
 *
 * @param returnPath the value of the Return-Path field
 * @param deliveredTo the value of the Delivered-To field
 * @param received the body of our Received field, unfolded, without the name and without CRLF; no control characters
 * @param deliveryId the identifier of the delivery, for {@code X-SealMX}; it identifies no person and consists of
 *     letters, digits and {@code -_.=+/}
 * @param onward whether the message goes on to another server. It then has no Return-Path, which is for final delivery,
 *     and the Delivered-To fields that it arrived with stay outside, since they end loops
 */
@Immutable
public record TraceFields(
        ReversePath returnPath, EmailAddress deliveredTo, String received, String deliveryId, boolean onward) {

    /** The field that says who encrypted the message and identifies the delivery. */
    public static final String MARK_FIELD = "X-SealMX";

    /** @throws IllegalArgumentException when a text could break out of its field */
    public TraceFields {
        if (received.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a Received field must not contain control characters");
        }
        if (deliveryId.isEmpty() || !deliveryId.chars().allMatch(TraceFields::isIdCharacter)) {
            throw new IllegalArgumentException("a delivery id consists of letters, digits and -_.=+/");
        }
    }

    /** The fields of final delivery. */
    public TraceFields(ReversePath returnPath, EmailAddress deliveredTo, String received, String deliveryId) {
        this(returnPath, deliveredTo, received, deliveryId, false);
    }

    /** The fields of the message that stay outside. */
    OuterFields outside(OuterFields configured) {
        return onward ? configured.withDeliveredTo() : configured;
    }

    private static boolean isIdCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.=+/".indexOf(c) >= 0;
    }
}
