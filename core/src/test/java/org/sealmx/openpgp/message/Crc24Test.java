package org.sealmx.openpgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crc24Test {

    private static final int BATCH = Crc24Folding.OCTETS;

    /** Computes it bit by bit, as in RFC 4880 section 6.1. */
    private static int bitwise(int start, byte[] octets) {
        int crc = start;
        for (byte octet : octets) {
            crc ^= (octet & 0xff) << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) {
                    crc ^= 0x1864CFB;
                }
            }
        }
        return crc;
    }

    @Test
    void ofShouldBeTheKnownChecksum() {
        assertThat(Crc24.of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0x21CF02);
        assertThat(Crc24.of(new byte[0])).isEqualTo(0xB704CE);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                15,
                16,
                17,
                4327,
                4328,
                BATCH - 1,
                BATCH,
                BATCH + 1,
                2 * BATCH,
                2 * BATCH + 8,
                5 * BATCH + 4329
            })
    void contributionShouldBeTheSameByFoldingAsBitByBit(int length) {
        byte[] octets = new byte[length];
        new Random(length).nextBytes(octets);
        assertThat(Crc24.contribution(new ByteArrayInputStream(octets))).isEqualTo(bitwise(0, octets));
    }

    @Test
    void contributionShouldSeeEachBit() {
        byte[] octets = new byte[3 * BATCH + 100];
        int zeros = Crc24.contribution(new ByteArrayInputStream(octets));
        for (int i = 0; i < octets.length; i += 997) {
            byte[] changed = Arrays.copyOf(octets, octets.length);
            changed[i] = (byte) (1 << i % 8);
            assertThat(Crc24.contribution(new ByteArrayInputStream(changed)))
                    .isEqualTo(bitwise(0, changed))
                    .isNotEqualTo(zeros);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, BATCH, 3 * BATCH + 5})
    void joinedShouldBeTheChecksumOfBothParts(int length) {
        byte[] octets = new byte[100 + length];
        new Random(length).nextBytes(octets);
        byte[] first = Arrays.copyOf(octets, 100);
        byte[] second = Arrays.copyOfRange(octets, 100, octets.length);
        int contribution = Crc24.contribution(new ByteArrayInputStream(second));
        assertThat(Crc24.joined(Crc24.of(first), contribution, length)).isEqualTo(Crc24.of(octets));
    }
}
