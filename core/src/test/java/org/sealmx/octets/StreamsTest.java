package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static InputStream of(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return new ByteArrayInputStream(bytes);
    }

    @Test
    void joinedShouldYieldThePartsInOrder() throws IOException {
        assertThat(Streams.joined(of(1, 2), of(), of(3)).readAllBytes()).containsExactly(1, 2, 3);
        assertThat(Streams.joined().read()).isEqualTo(-1);
    }

    @Test
    void afterShouldLeaveTheRest() throws IOException {
        assertThat(Streams.after(of(1, 2, 3), 2).readAllBytes()).containsExactly(3);
        assertThat(Streams.after(of(1), 1).read()).isEqualTo(-1);
    }

    @Test
    void afterShouldNotPassTheEnd() {
        assertThatThrownBy(() -> Streams.after(of(1), 2))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(EOFException.class);
    }
}
