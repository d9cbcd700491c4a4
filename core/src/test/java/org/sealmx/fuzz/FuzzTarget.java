package org.sealmx.fuzz;

import java.util.Random;

/**
 * Something that takes octets from anybody, and what must hold for whatever they are. Safe for use by several threads.
 */
public interface FuzzTarget {

    /** A short word. */
    String name();

    /** The next input: something valid with a few changes, or with none. */
    byte[] input(Random random);

    /**
     * Has the product take an input. Time and allocations are measured.
     *
     * @return what remains to be looked at
     * @throws Exception one that the product must not throw: those that it declares are caught here
     */
    Check run(byte[] input) throws Exception;

    /** How much may be allocated for an input. */
    AllocationLimit limit();

    /** A look at what came out, not measured. */
    @FunctionalInterface
    interface Check {

        /** Nothing to look at. */
        Check NONE = () -> {};

        /** @throws Exception when it is not as it should be, or an {@link AssertionError} */
        void verify() throws Exception;
    }

    /**
     * How many octets may be allocated in all, which is an upper limit of what is held at any time.
     *
     * @param base for any input
     * @param perOctet for each octet of the input
     */
    record AllocationLimit(long base, long perOctet) {

        long forSize(int inputSize) {
            return base + perOctet * inputSize;
        }
    }
}
