package org.sealmx.sealing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.sealmx.octets.JsonStringStream;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.Streams;

/**
 * The plaintext in the format of leap_mx: {@code {"incoming": true, "content": "…"}} with the whole message, in UTF-8,
 * produced while it is read. A message that is valid UTF-8 is decoded as UTF-8. Any other message, for example one with
 * an 8bit attachment, is decoded as ISO 8859-1, so that no octet is lost. A reader gets the octets back by encoding the
 * text in the same charset.
 */
final class LeapJson {

    private static final int BUFFER = 8 * 1024;
    private static final byte[] HEAD = "{\"incoming\": true, \"content\": \"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

    private LeapJson() {}

    /** A new stream over the JSON, for one thread. */
    static InputStream open(MessageSource message) {
        InputStream text = message.open();
        InputStream content = isUtf8(message) ? JsonStringStream.ofUtf8(text) : JsonStringStream.ofLatin1(text);
        return Streams.joined(new ByteArrayInputStream(HEAD), content, new ByteArrayInputStream(TAIL));
    }

    private static boolean isUtf8(MessageSource message) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer octets = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        try (InputStream in = message.open()) {
            boolean end = false;
            while (!end) {
                int got = in.read(octets.array(), octets.position(), octets.remaining());
                end = got < 0;
                octets.position(octets.position() + Math.max(0, got)).flip();
                // there are never more characters than octets
                if (decoder.decode(octets, characters.clear(), end).isError()) {
                    return false;
                }
                // keep the beginning of an incomplete character
                octets.compact();
            }
        } catch (IOException e) {
            throw Streams.heapFault(e);
        }
        return true;
    }
}
