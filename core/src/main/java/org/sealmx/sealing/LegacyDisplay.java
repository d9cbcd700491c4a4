package org.sealmx.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.Streams;

/**
 * Marks of a Legacy Display, a piece of the body that repeats header fields for clients that know no header protection,
 * and that clients which do know it leave out of what they decrypted: the parameter {@code hp-legacy-display} (RFC 9788
 * section 2.1.2), and of its predecessor {@code protected-headers} on a part. In a message that came in unencrypted
 * they mean nothing, and nobody may be brought to hide a piece of it by our encryption.
 */
final class LegacyDisplay {

    private static final String PARAMETER = "hp-legacy-display";
    private static final String PREDECESSOR = "protected-headers";
    private static final List<byte[]> MARKS = List.of(octets(PARAMETER), octets(PREDECESSOR));
    /** Of each mark. */
    private static final int LENGTH = PARAMETER.length();

    private static final int BUFFER = 16 * 1024;
    private static final int[] STEPS = steps();

    private LegacyDisplay() {}

    /**
     * Whether a mark is in the Content-Type of a message or anywhere in its body. Each octet of the body is looked at
     * once at most; a text that only mentions a mark counts too.
     */
    static boolean mayBeIn(SplitMessage message) {
        return isInContentType(message, PARAMETER) || isIn(message.openBody());
    }

    /**
     * Whether a mark is in a message that becomes a part, where the Content-Type may have the one of the predecessor as
     * well.
     */
    static boolean mayBeInPart(SplitMessage message) {
        return isInContentType(message, PREDECESSOR) || mayBeIn(message);
    }

    private static boolean isInContentType(SplitMessage message, String mark) {
        return message.fields().stream()
                .filter(field -> field.is("content-type"))
                .anyMatch(field -> field.value().toLowerCase(Locale.ROOT).contains(mark));
    }

    /** Horspool's search for both marks at once, in blocks that overlap by what could be the beginning of a mark. */
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
        int end = LENGTH - 1;
        while (end < filled) {
            int step = STEPS[lowerCase(block[end])];
            if (step == 0) {
                int start = end - LENGTH + 1;
                if (MARKS.stream().anyMatch(mark -> isAt(block, start, mark))) {
                    return true;
                }
                step = 1;
            }
            end += step;
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

    /**
     * How far the next place is at which a mark may end, behind one at which the octet stands; 0 for the last octet of
     * a mark.
     */
    private static int[] steps() {
        int[] steps = new int[256];
        Arrays.fill(steps, LENGTH);
        for (byte[] mark : MARKS) {
            for (int i = 0; i < mark.length; i++) {
                steps[mark[i]] = Math.min(steps[mark[i]], mark.length - 1 - i);
            }
        }
        return steps;
    }

    private static int lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet & 0xff;
    }

    private static byte[] octets(String mark) {
        return mark.getBytes(StandardCharsets.US_ASCII);
    }
}
