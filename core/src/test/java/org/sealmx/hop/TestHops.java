package org.sealmx.hop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Next hops with a clock of the test's own, and settings of which only the given ones matter. */
public final class TestHops {

    private TestHops() {}

    public static NextHop open(HopSettings settings, LongSupplier nanoTime) {
        return new NextHop(settings, nanoTime);
    }

    /** A server on the loopback interface, without TLS and login. */
    public static HopSettings onLoopback(int port, HopProtocol protocol, HopTimeouts timeouts, int connections) {
        return at(new HopAddress.Inet("127.0.0.1", port), protocol, timeouts, connections);
    }

    /** A server without TLS and login. */
    public static HopSettings at(HopAddress address, HopProtocol protocol, HopTimeouts timeouts, int connections) {
        return new HopSettings(
                address,
                protocol,
                "sealmx.test",
                Optional.empty(),
                Optional.empty(),
                timeouts,
                connections,
                Duration.ofMinutes(1));
    }
}
