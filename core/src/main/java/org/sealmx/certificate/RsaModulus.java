package org.sealmx.certificate;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.Properties;

/** Decides which RSA keys are strong enough, and uses a key without a lengthy test of its modulus. */
public final class RsaModulus {

    /** RSA-2048. Some implementations make a modulus whose first bit is zero. */
    private static final int MIN_BITS = 2047;
    /** With a longer modulus one operation takes so long that the key may be an attack. */
    private static final int MAX_BITS = 16384;

    private static final int MAX_EXPONENT_BITS = 64;
    /** With exponent 1 the ciphertext is the plaintext. */
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(3);

    private static final String UNTESTED = "org.bouncycastle.rsa.allow_unsafe_mod";

    private RsaModulus() {}

    /** An operation with a key. */
    @FunctionalInterface
    public interface Operation<T, E extends Exception> {
        /** Runs the operation. */
        T run() throws E;
    }

    /** Why a key is not acceptable, in words, for example {@code RSA-1024}; empty when it is acceptable. */
    public static Optional<String> weakness(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (bits < MIN_BITS) {
            return Optional.of("RSA-" + bits);
        }
        if (bits > MAX_BITS || exponent.bitLength() > MAX_EXPONENT_BITS) {
            return Optional.of("RSA of an excessive size");
        }
        if (exponent.compareTo(MIN_EXPONENT) < 0) {
            return Optional.of("RSA with exponent " + exponent);
        }
        if (BigIntegers.hasAnySmallFactors(modulus)) {
            return Optional.of("RSA with a modulus that has small factors");
        }
        return Optional.empty();
    }

    /**
     * Runs an operation on this thread without the library's test that the modulus is not prime. The library makes this
     * test for each new modulus: for RSA-4096 it takes 45 ms, a hundred times as long as the operation itself. It would
     * only find a key whose owner went out of their way to have no secret. {@link #weakness} refuses moduli with small
     * factors, which broken generators make.
     */
    public static <T, E extends Exception> T untested(Operation<T, E> operation) throws E {
        Properties.setThreadOverride(UNTESTED, true);
        try {
            return operation.run();
        } finally {
            Properties.removeThreadOverride(UNTESTED);
        }
    }
}
