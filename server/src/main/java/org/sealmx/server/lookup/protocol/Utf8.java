package org.sealmx.server.lookup.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text out of octets, strictly. */
final class Utf8 {

    private Utf8() {}

    /** @throws MalformedRequestException when the octets are not UTF-8 */
    static String decode(byte[] octets) throws MalformedRequestException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRequestException("the request is not UTF-8");
        }
    }
}
