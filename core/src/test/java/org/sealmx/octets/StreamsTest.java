package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
    void joinedShouldYieldThePartsInOrderHoweverItIsRead() throws IOException {
        InputStream single = Streams.joined(of(1, 2), of(), of(3));
        assertThat(new int[] {single.read(), single.read(), single.read(), single.read(), single.read()})
                .containsExactly(1, 2, 3, -1, -1);
        InputStream begun = Streams.joined(of(1, 2), of(), of(3));
        assertThat(begun.read()).isEqualTo(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(begun.transferTo(out)).isEqualTo(2);
        assertThat(out.toByteArray()).containsExactly(2, 3);
        assertThat(begun.transferTo(out)).isZero();
        assertThat(begun.read(new byte[1])).isEqualTo(-1);
        assertThat(begun.read(new byte[0])).isZero();
    }

    @Test
    void firstShouldStopAtTheEnd() {
        assertThat(Streams.first(of(1, 2, 3), 2)).containsExactly(1, 2);
        assertThat(Streams.first(of(1), 2)).containsExactly(1);
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
