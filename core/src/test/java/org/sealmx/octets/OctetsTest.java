package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 12_288, 65_536, 1_000_000})
    void openShouldYieldWhatWasWritten(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        Octets octets = built(bytes);

        assertThat(octets.size()).isEqualTo(size);
        assertThat(octets.open().readAllBytes()).isEqualTo(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        octets.writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void openShouldYieldTheSameWhenReadOctetByOctetAndSkipped() throws Exception {
        byte[] bytes = new byte[20_000];
        new Random(1).nextBytes(bytes);
        try (InputStream in = built(bytes).open()) {
            assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
            in.skipNBytes(9_998);
            assertThat(in.read()).isEqualTo(bytes[9_999] & 0xff);
            assertThat(in.available()).isPositive();
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10_000, 20_000));
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.skip(1)).isZero();
            assertThat(in.available()).isZero();
        }
    }

    @Test
    void buildShouldStartAnew() throws Exception {
        Octets.Builder builder = new Octets.Builder();
        builder.write(1);
        Octets first = builder.build();
        builder.write(2);

        assertThat(builder.size()).isEqualTo(1);
        assertThat(builder.build().open().readAllBytes()).containsExactly(2);
        assertThat(first.open().readAllBytes()).containsExactly(1);
    }

    @Test
    void writeShouldRefuseARangeOutsideOfTheArray() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Octets.Builder().write(new byte[2], 1, 2));
    }

    @Test
    void toStringShouldNotShowTheContent() {
        assertThat(built("secret".getBytes(StandardCharsets.US_ASCII))).hasToString("Octets[6]");
    }

    private static Octets built(byte[] bytes) {
        Octets.Builder builder = new Octets.Builder();
        int from = 0;
        for (int part = 1; from < bytes.length; part = part * 3 % 7001 + 1) {
            int length = Math.min(part, bytes.length - from);
            builder.write(bytes, from, length);
            from += length;
        }
        return builder.build();
    }
}
