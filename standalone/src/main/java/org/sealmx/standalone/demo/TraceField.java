package org.sealmx.standalone.demo;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The trace field that each server puts before a message (RFC 5321 section 4.4). Without one, a message that is handed
 * in a second time is a retry of the first, and is stored once.
 */
public final class TraceField {

    private TraceField() {}

    /** The message with a field that no other message has. */
    public static byte[] before(byte[] message) {
        byte[] field = ("Received: by localhost (run.sh) id " + UUID.randomUUID() + ";\r\n "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] both = new byte[field.length + message.length];
        System.arraycopy(field, 0, both, 0, field.length);
        System.arraycopy(message, 0, both, field.length, message.length);
        return both;
    }
}
