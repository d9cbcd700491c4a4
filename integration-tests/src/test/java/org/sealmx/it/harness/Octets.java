package org.sealmx.it.harness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Searching and joining octets. */
public final class Octets {

    private Octets() {}

    /** The octets of a text of ISO 8859-1 characters. */
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The first position, at or after the given one, where the text of ISO 8859-1 characters begins; -1 if there is
     * none.
     */
    public static int indexOf(byte[] octets, String text, int from) {
        byte[] wanted = of(text);
        for (int i = from; i <= octets.length - wanted.length; i++) {
            if (octets[i] == wanted[0] && matches(octets, wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    /** How often the text of ISO 8859-1 characters occurs. */
    public static int count(byte[] octets, String text) {
        int count = 0;
        for (int i = indexOf(octets, text, 0); i >= 0; i = indexOf(octets, text, i + text.length())) {
            count++;
        }
        return count;
    }

    /** Joins the pieces. */
    public static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static boolean matches(byte[] octets, byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (octets[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
