package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonStringStreamTest {

    private static String read(InputStream string) throws Exception {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('"');
        string.transferTo(json);
        json.write('"');
        return new JsonMapper().readValue(json.toByteArray(), String.class);
    }

    private static InputStream stream(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }

    @Test
    void readShouldGiveEveryCharacterOfLatin1() throws Exception {
        String all = IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());

        assertThat(read(JsonStringStream.ofLatin1(stream(all, StandardCharsets.ISO_8859_1))))
                .isEqualTo(all);
    }

    @Test
    void readShouldGiveEveryCharacterOfUtf8() throws Exception {
        String all = IntStream.rangeClosed(0, 0x10ffff)
                .filter(point -> point < 0xd800 || point > 0xdfff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertThat(read(JsonStringStream.ofUtf8(stream(all, StandardCharsets.UTF_8))))
                .isEqualTo(all);
    }

    @Test
    void readShouldWriteEscapesInTheShortFormWhereThereIsOne() throws Exception {
        String text = "\r\n\t\"\\\b\u001f\u007f/";

        assertThat(new String(
                        JsonStringStream.ofUtf8(stream(text, StandardCharsets.UTF_8))
                                .readAllBytes(),
                        StandardCharsets.US_ASCII))
                .isEqualTo("\\r\\n\\t\\\"\\\\\\u0008\\u001f\u007f/");
    }

    @Test
    void readShouldGiveTheSameOctetByOctetAndInPieces() throws Exception {
        byte[] octets = new byte[50_001];
        new Random(7).nextBytes(octets);
        byte[] whole =
                JsonStringStream.ofLatin1(new ByteArrayInputStream(octets)).readAllBytes();
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        try (InputStream in = JsonStringStream.ofLatin1(new ByteArrayInputStream(octets))) {
            byte[] buffer = new byte[7];
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                pieces.write(octet);
                pieces.write(buffer, 1, Math.max(0, in.read(buffer, 1, 5)));
                assertThat(in.read(buffer, 0, 0)).isZero();
            }
        }

        assertThat(pieces.toByteArray()).isEqualTo(whole);
        assertThat(JsonStringStream.ofUtf8(InputStream.nullInputStream()).read())
                .isEqualTo(-1);
    }
}
