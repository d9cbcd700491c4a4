package org.sealmx.cli.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStuffingTest {

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII).replace("\r", "R").replace("\n", "N");
    }

    private static byte[] octets(String text) {
        return text.replace("R", "\r").replace("N", "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({"'', .RN", "aRN, aRN.RN", "a, aRN.RN", ".aRN..RNbRN, ..aRN...RNbRN.RN", "a.RN, a.RN.RN"})
    void stuffShouldDoubleDotsAtTheBeginningOfLines(String message, String wire) {
        assertThat(text(DotStuffing.stuff(octets(message)))).isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "aNb, aRNb", "aRNbN, aRNbRN", "N, RN", "aRb, aRb"})
    void withCrLfShouldEndEveryLineWithBoth(String message, String lines) {
        assertThat(text(DotStuffing.withCrLf(octets(message)))).isEqualTo(lines);
    }
}
