package org.sealmx.fuzz;

import java.util.Random;

/** Code that takes octets from anybody, and the properties that must hold for any octets. Thread-safe. */
public interface FuzzTarget {

    /** A short name of one word. */
    String name();

    /** The next input: something valid with few or no changes. */
    byte[] input(Random random);

    /**
     * Gives an input to the product. Time and allocations are measured.
     *
     * @return the check of the result, which is not measured
     * @throws Exception an exception that the product must not throw; declared ones are caught here
     */
    Check run(byte[] input) throws Exception;

    /** How much the product may allocate for an input. */
    AllocationLimit limit();

    /** A check of the result, which is not measured. */
    @FunctionalInterface
    interface Check {

        /** Checks nothing. */
        Check NONE = () -> {};

        /** @throws Exception when the result is wrong; it may also be an {@link AssertionError} */
        void verify() throws Exception;
    }

    /**
     * How many octets may be allocated in total, which is an upper limit for what is held at any time.
     *
     * @param base octets for any input
     * @param perOctet octets for each octet of the input
     */
    record AllocationLimit(long base, long perOctet) {

        long forSize(int inputSize) {
            return base + perOctet * inputSize;
        }
    }
}
