package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetSearchTest {

    private static int octetByOctet(byte[] octets, int value, int from, int to) {
        int at = from;
        while (at < to && octets[at] != value) {
            at++;
        }
        return at;
    }

    @Test
    void shouldFindWhatALookAtEachOctetFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            int value = random.nextInt(128);
            byte[] octets = new byte[random.nextInt(40)];
            for (int i = 0; i < octets.length; i++) {
                // often the value itself, or what differs from it by one bit or by one
                octets[i] = switch (random.nextInt(6)) {
                    case 0 -> (byte) value;
                    case 1 -> (byte) (value ^ (1 << random.nextInt(8)));
                    case 2 -> (byte) (value + 1);
                    case 3 -> (byte) (value - 1);
                    default -> (byte) random.nextInt();
                };
            }
            int from = random.nextInt(octets.length + 1);
            int to = from + random.nextInt(octets.length - from + 1);
            assertThat(OctetSearch.next(octets, value, from, to)).isEqualTo(octetByOctet(octets, value, from, to));
        }
    }

    @Test
    void shouldLookNoFurtherThanAsked() {
        byte[] octets = "abcdefgh-".getBytes(StandardCharsets.US_ASCII);
        assertThat(OctetSearch.next(octets, '-', 0, 8)).isEqualTo(8);
        assertThat(OctetSearch.next(octets, '-', 0, 9)).isEqualTo(8);
        assertThat(OctetSearch.next(octets, '-', 9, 9)).isEqualTo(9);
    }
}
