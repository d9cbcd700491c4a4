package org.sealmx.hop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.octets.Base64Lines;
import org.sealmx.octets.Octets;
import org.sealmx.octets.Streams;

class MessageLinesTest {

    /** The number of octets that come first, in one block. */
    private static final int BLOCK = 4 * 1024;

    private static String written(String message) throws IOException {
        return written(new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
    }

    private static String written(InputStream message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageLines.write(message, out);
        return out.toString(ISO_8859_1);
    }

    private static String byRegularExpressions(String message) {
        String dotted = message.replaceAll("(?<=\\A|\r\n)\\.", "..");
        return dotted.isEmpty() || dotted.endsWith("\r\n") ? dotted : dotted + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a",
                "a\r\n",
                ".\r\n",
                "\r\n.\r\n",
                "\r\n\r\n..\r\n",
                "a.b\r\n.c.\r\n.",
                "a\r\nb",
                ".\r\n.\r\n."
            })
    void dotsShouldBeDoubledAtTheStartsOfLinesOnly(String message) throws IOException {
        assertThat(written(message)).isEqualTo(byRegularExpressions(message));
    }

    /** Base64 is not searched: what comes before and after it is, and has to begin and end with lines. */
    @ParameterizedTest
    @ValueSource(ints = {1, 57, 100, 100_000})
    void base64ShouldBeWrittenAsItIs(int size) throws IOException {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        for (boolean encodedBefore : new boolean[] {false, true}) {
            assertThat(written(between(".a\r\n", octets, ".b\r\n", encodedBefore)))
                    .isEqualTo("..a\r\n" + Base64.getMimeEncoder().encodeToString(octets) + "\r\n..b\r\n");
            for (String before : List.of("a", "a\r")) {
                assertThatExceptionOfType(HopProtocolException.class)
                        .isThrownBy(() -> written(between(before, octets, "", encodedBefore)));
            }
        }
    }

    private static InputStream between(String before, byte[] octets, String after, boolean encodedBefore) {
        return Streams.joined(
                new ByteArrayInputStream(before.getBytes(ISO_8859_1)),
                encodedBefore
                        ? Base64Lines.open(encoded(octets))
                        : Base64Lines.encode(new ByteArrayInputStream(octets)),
                new ByteArrayInputStream(after.getBytes(ISO_8859_1)));
    }

    private static Octets encoded(byte[] octets) {
        Octets.Builder lines = new Octets.Builder();
        byte[] encoded = Streams.first(Base64Lines.encode(new ByteArrayInputStream(octets)), Integer.MAX_VALUE);
        lines.write(encoded, 0, encoded.length);
        return lines.build();
    }

    @Test
    void blocksMayEndAnywhere() throws IOException {
        String lines = "one\r\n.two\r\n..three\r\n\r\n.\r\nfour";
        for (int before = BLOCK - lines.length() - 1; before <= BLOCK + 1; before++) {
            String message = "x".repeat(before - 2) + "\r\n" + lines;
            assertThat(written(message)).isEqualTo(byRegularExpressions(message));
        }
    }

    @Test
    void linesOfAllKindsShouldBeWrittenAsTheyAre() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder message = new StringBuilder();
            while (message.length() < 200) {
                for (int octets = random.nextInt(30); octets > 0; octets--) {
                    char octet = (char) random.nextInt(256);
                    message.append(octet == '\r' || octet == '\n' || random.nextInt(8) == 0 ? '.' : octet);
                }
                message.append("\r\n");
            }
            assertThat(written(message.toString())).isEqualTo(byRegularExpressions(message.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "a\nb\r\n", "a\rb\r\n", "a\r\r\n", "\r\n\n", "a\r\n\r", ".\n.\r\n", "a\r.\r\n"})
    void endOfLineOfAnotherKindShouldBeRefused(String message) {
        for (int before : new int[] {2, BLOCK - 1, BLOCK, BLOCK + 1}) {
            String all = "x".repeat(before - 2) + "\r\n" + message;
            assertThatExceptionOfType(HopProtocolException.class)
                    .isThrownBy(() -> written(all))
                    .withMessageContaining("does not end in CR LF");
        }
    }
}
