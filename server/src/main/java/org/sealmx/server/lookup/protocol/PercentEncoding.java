package org.sealmx.server.lookup.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The encoding of tcp_table(5): {@code %} and octets that are not printable ASCII are {@code %XX}. Spaces may be left
 * as they are, and leap_mx left them.
 */
final class PercentEncoding {

    private static final int HEX = 16;

    private PercentEncoding() {}

    /** Encodes a text in UTF-8, except for its spaces. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes into octets.
     *
     * @param text one character for each octet
     * @throws MalformedRequestException when two hexadecimal digits are missing after a {@code %}
     */
    static byte[] decode(String text) throws MalformedRequestException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                octets.write(c);
                continue;
            }
            int high = i + 2 < text.length() ? digit(text.charAt(i + 1)) : -1;
            int low = i + 2 < text.length() ? digit(text.charAt(i + 2)) : -1;
            if (high < 0 || low < 0) {
                throw new MalformedRequestException("a % in the key must be followed by two hexadecimal digits");
            }
            octets.write(HEX * high + low);
            i += 2;
        }
        return octets.toByteArray();
    }

    private static int digit(char c) {
        return c < 128 ? Character.digit(c, HEX) : -1;
    }
}
