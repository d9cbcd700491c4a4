package org.sealmx.measure;

import com.google.errorprone.annotations.ThreadSafe;

/**
 * Is told what SealMX does, as it does it. Each method returns within less than a microsecond or so, and throws
 * nothing: it is called for each look-up and each copy.
 */
@ThreadSafe
public interface Measurements {

    /** Something that takes time; closed once, when it is over, whatever came of it. */
    @FunctionalInterface
    interface Timing extends AutoCloseable {

        /** Ends the measurement. */
        @Override
        void close();
    }

    /** A stage begins, on this thread. */
    Timing begin(Stage stage);

    /** An address of ours was looked up. */
    void lookedUp(LookUp result);

    /**
     * A copy was sealed.
     *
     * @param octets the size of the message as received
     */
    void sealed(SealKind kind, long octets);

    /** Measures nothing. */
    static Measurements none() {
        return NoMeasurements.INSTANCE;
    }
}
