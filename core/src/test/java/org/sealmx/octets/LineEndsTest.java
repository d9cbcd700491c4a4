package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    private static int octetByOctet(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && octets[at] != '\r' && octets[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Each place of each end of line in a word, after each start, among octets that differ from it by one bit. */
    @Test
    void shouldFindEachEndOfLineAtEachPlace() {
        for (byte end : new byte[] {'\r', '\n'}) {
            for (int bit = 0; bit < 8; bit++) {
                for (int place = 0; place < 20; place++) {
                    byte[] octets = new byte[24];
                    Arrays.fill(octets, (byte) (end ^ (1 << bit)));
                    octets[place] = end;
                    for (int from = 0; from <= 20; from++) {
                        for (int to = from; to <= 24; to++) {
                            assertThat(LineEnds.next(octets, from, to)).isEqualTo(octetByOctet(octets, from, to));
                        }
                    }
                }
            }
        }
    }

    @Test
    void shouldFindWhatALookAtEachOctetFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            for (int i = 0; i < octets.length; i++) {
                if (random.nextInt(12) == 0) {
                    octets[i] = (byte) "\r\n\f\t\u008a\u008d\0\u0001".charAt(random.nextInt(8));
                }
            }
            int from = random.nextInt(octets.length + 1);
            int to = from + random.nextInt(octets.length - from + 1);
            assertThat(LineEnds.next(octets, from, to)).isEqualTo(octetByOctet(octets, from, to));
        }
    }

    @Test
    void shouldLookNoFurtherThanAsked() {
        byte[] octets = "abcdefgh\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(LineEnds.next(octets, 0, 8)).isEqualTo(8);
        assertThat(LineEnds.next(octets, 0, 9)).isEqualTo(8);
        assertThat(LineEnds.next(octets, 9, 10)).isEqualTo(9);
        assertThat(LineEnds.next(octets, 10, 10)).isEqualTo(10);
    }
}
