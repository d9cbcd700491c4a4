package org.sealmx.octets;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Octets as text: each character is the octet of its number, as in ISO 8859-1, so that text operations on octets of any
 * charset lose nothing.
 */
public final class OctetText {

    private OctetText() {}

    /** The octets of a text. */
    public static byte[] octets(String octetText) {
        return octetText.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of octets. */
    public static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** A stream over the octets of a text. */
    public static InputStream open(String octetText) {
        return new ByteArrayInputStream(octets(octetText));
    }

    /** The octets of the UTF-8 form of a real text. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
