package org.sealmx.server.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    @Test
    void limitShouldHoldForEachAddressWhenThereIsOne() throws IOException {
        ConnectionLimit limit = new ConnectionLimit(3, 2);
        InetAddress one = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

        assertThat(limit.enters(one)).isTrue();
        assertThat(limit.enters(one)).isTrue();
        assertThat(limit.enters(one)).isFalse();
        assertThat(limit.enters(other)).isTrue();
        assertThat(limit.enters(other)).as("in all").isFalse();
        limit.leaves(one);
        assertThat(limit.enters(one)).isTrue();
    }
}
