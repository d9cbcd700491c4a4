package org.sealmx.hop;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads replies (RFC 5321 section 4.2), within bounds. Not thread-safe. */
final class ReplyReader {

    /** RFC 5321 section 4.5.3.1.5 allows 512 octets; some servers send more. */
    private static final int MAX_LINE = 2048;

    private static final int MAX_LINES = 100;
    /** How much of a reply is skipped whose text does not matter. */
    private static final int MAX_SKIPPED = 1 << 20;

    private static final int CODE = 3;

    private final InputStream in;
    private boolean utf8Allowed;

    /** @param in buffered */
    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** Whether texts may be UTF-8, as they may in a transaction with SMTPUTF8 (RFC 6531 section 3.7.4.2). */
    void allowUtf8(boolean allowed) {
        utf8Allowed = allowed;
    }

    /**
     * Reads a reply.
     *
     * @throws HopProtocolException when it is none: no code, lines with different codes, too long, or octets that are
     *     neither ASCII text nor UTF-8 where that is allowed
     * @throws EOFException when the connection ends
     */
    HopReply read() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = line();
        int code = codeOf(line);
        while (isContinued(line)) {
            lines.add(textOf(line));
            if (lines.size() == MAX_LINES) {
                throw new HopProtocolException("a reply with more than " + MAX_LINES + " lines");
            }
            line = line();
            if (codeOf(line) != code) {
                throw new HopProtocolException("a reply whose lines have different codes");
            }
        }
        lines.add(textOf(line));
        return new HopReply(code, lines);
    }

    /**
     * Reads the reply to a message, of which only the code counts: whatever its text is like, the server has told what
     * has become of the message, and to send it once more would double it.
     *
     * @throws HopProtocolException when there is no code, or more than 1 MiB
     * @throws EOFException when the connection ends within the first line or before it
     */
    HopReply readCode() throws IOException {
        byte[] start = in.readNBytes(CODE);
        if (start.length < CODE) {
            throw new EOFException("the connection ended");
        }
        int code = code((char) start[0], (char) start[1], (char) start[2]);
        StringBuilder text = new StringBuilder();
        boolean continued = false;
        int column = 0;
        for (int skipped = 0; skipped < MAX_SKIPPED; skipped++) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the connection ended");
            }
            if (octet == '\n') {
                if (!continued) {
                    return new HopReply(code, List.of(text.toString()));
                }
                // the code of the next line is among what is skipped
                column = -CODE;
                continued = false;
                text.setLength(0);
                continue;
            }
            if (column == 0) {
                continued = octet == '-';
            } else if (column > 0 && octet != '\r' && text.length() < MAX_LINE) {
                text.append((char) octet);
            }
            column++;
        }
        throw new HopProtocolException("a reply of more than 1 MiB");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection ended");
            }
            if (!isText(octet)) {
                throw new HopProtocolException("a reply with octets that are not ASCII text");
            }
            if (line.size() == MAX_LINE) {
                throw new HopProtocolException("a reply line of more than " + MAX_LINE + " octets");
            }
            line.write(octet);
        }
        String text = decoded(line.toByteArray());
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private boolean isText(int octet) {
        return (octet >= ' ' && octet <= '~')
                || octet == '\r'
                || octet == '\t'
                || (octet > Byte.MAX_VALUE && utf8Allowed);
    }

    private static String decoded(byte[] line) throws HopProtocolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            HopProtocolException nonsense = new HopProtocolException("a reply with octets that are not UTF-8");
            nonsense.initCause(e);
            throw nonsense;
        }
    }

    private static int codeOf(String line) throws HopProtocolException {
        if (line.length() < CODE || (line.length() > CODE && " -".indexOf(line.charAt(CODE)) < 0)) {
            throw new HopProtocolException("a reply without a code");
        }
        return code(line.charAt(0), line.charAt(1), line.charAt(2));
    }

    private static int code(char first, char second, char third) throws HopProtocolException {
        if (first < '2' || first > '5' || !isDigit(second) || !isDigit(third)) {
            throw new HopProtocolException("a reply without a code");
        }
        return (first - '0') * 100 + (second - '0') * 10 + third - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isContinued(String line) {
        return line.length() > CODE && line.charAt(CODE) == '-';
    }

    private static String textOf(String line) {
        return line.length() > CODE ? line.substring(CODE + 1) : "";
    }
}
