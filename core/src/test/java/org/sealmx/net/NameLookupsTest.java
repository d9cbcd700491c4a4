package org.sealmx.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameLookupsTest {

    @Test
    void addressesOfShouldLookTheNameUpAnewWhenThereWasNoThreadForIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        NameLookups names = new NameLookups(NameLookupsTest::loopback, Duration.ofMinutes(1), task -> {
            if (calls.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });

        assertThatThrownBy(() -> names.addressesOf("couch.test")).isInstanceOf(OutOfMemoryError.class);

        assertThat(names.addressesOf("couch.test")).containsExactly(InetAddress.getLoopbackAddress());
    }

    private static InetAddress[] loopback(String host) {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
}
