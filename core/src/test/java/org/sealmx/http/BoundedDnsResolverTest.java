package org.sealmx.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;

class BoundedDnsResolverTest {

    @Test
    void resolveShouldLookTheNameUpAgainWhenThereWasNoThreadForIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        DnsResolver resolver = new BoundedDnsResolver(names(), Duration.ofMinutes(1), lookup -> {
            if (calls.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            lookup.run();
        });

        assertThatThrownBy(() -> resolver.resolve("couch.test")).isInstanceOf(OutOfMemoryError.class);

        assertThat(resolver.resolve("couch.test")).containsExactly(InetAddress.getLoopbackAddress());
    }

    private static DnsResolver names() {
        InMemoryDnsResolver names = new InMemoryDnsResolver();
        names.add("couch.test", InetAddress.getLoopbackAddress());
        return names;
    }
}
