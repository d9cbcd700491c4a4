package org.sealmx.octets;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Octet text: each character is one octet, as in ISO 8859-1, so that text operations preserve octets of any charset.
 */
public final class OctetText {

    private OctetText() {}

    /** The octets of an octet text. */
    public static byte[] octets(String octetText) {
        return octetText.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The octet text of octets. */
    public static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** A stream over the octets of an octet text. */
    public static InputStream open(String octetText) {
        return new ByteArrayInputStream(octets(octetText));
    }

    /** The octet text of the UTF-8 form of an ordinary text. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
