package org.sealmx.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.OctetSearch;
import org.sealmx.octets.Streams;

/**
 * Marks of a Legacy Display: the parameter {@code hp-legacy-display} (RFC 9788 section 2.1.2) and, on a part, its
 * predecessor {@code protected-headers}. A Legacy Display is a piece of the body that repeats header fields for clients
 * without header protection; clients with header protection hide it after decryption. In a message that arrives
 * unencrypted the marks mean nothing, and encrypting it must not make clients hide any of it.
 */
final class LegacyDisplay {

    private static final String PARAMETER = "hp-legacy-display";
    private static final String PREDECESSOR = "protected-headers";
    private static final byte[] PARAMETER_OCTETS = octets(PARAMETER);
    private static final byte[] PREDECESSOR_OCTETS = octets(PREDECESSOR);
    /** The length of each mark. */
    private static final int LENGTH = PARAMETER.length();
    /** Where each mark has a hyphen, which is rare in what makes messages large. */
    private static final int HYPHEN = PREDECESSOR.indexOf('-');

    private static final int BUFFER = 16 * 1024;

    private LegacyDisplay() {}

    /**
     * Whether a mark is in the Content-Type of a message or anywhere in its body. Each octet of the body is examined at
     * most once. A text that merely mentions a mark counts as well.
     */
    static boolean mayBeIn(SplitMessage message) {
        return isInContentType(message, PARAMETER) || isIn(message.openBody());
    }

    /**
     * Whether a mark is in a message that becomes a part, so that the predecessor in its Content-Type counts as well.
     */
    static boolean mayBeInPart(SplitMessage message) {
        return isInContentType(message, PREDECESSOR) || mayBeIn(message);
    }

    private static boolean isInContentType(SplitMessage message, String mark) {
        return message.fields().stream()
                .filter(field -> field.is("content-type"))
                .anyMatch(field -> field.value().toLowerCase(Locale.ROOT).contains(mark));
    }

    /** Looks for the hyphen of both marks, in blocks that overlap by one octet less than a mark. */
    private static boolean isIn(InputStream body) {
        byte[] block = new byte[BUFFER];
        try {
            int filled = body.readNBytes(block, 0, BUFFER);
            while (filled >= LENGTH) {
                if (isIn(block, filled)) {
                    return true;
                }
                int carried = LENGTH - 1;
                System.arraycopy(block, filled - carried, block, 0, carried);
                int got = body.readNBytes(block, carried, BUFFER - carried);
                filled = got == 0 ? 0 : carried + got;
            }
            return false;
        } catch (IOException e) {
            throw Streams.heapFault(e);
        }
    }

    private static boolean isIn(byte[] block, int filled) {
        int to = filled - LENGTH + HYPHEN + 1;
        for (int at = OctetSearch.next(block, '-', HYPHEN, to);
                at < to;
                at = OctetSearch.next(block, '-', at + 1, to)) {
            int start = at - HYPHEN;
            if (isAt(block, start, PARAMETER_OCTETS) || isAt(block, start, PREDECESSOR_OCTETS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] block, int start, byte[] mark) {
        for (int i = 0; i < mark.length; i++) {
            if (lowerCase(block[start + i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet & 0xff;
    }

    private static byte[] octets(String mark) {
        return mark.getBytes(StandardCharsets.US_ASCII);
    }
}
