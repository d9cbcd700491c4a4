package org.sealmx.hop;

import java.util.function.LongSupplier;

/** Next hops with a clock of the test's own. */
public final class TestHops {

    private TestHops() {}

    public static NextHop open(HopSettings settings, LongSupplier nanoTime) {
        return new NextHop(settings, nanoTime);
    }
}
