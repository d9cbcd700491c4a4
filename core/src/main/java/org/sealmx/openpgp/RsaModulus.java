package org.sealmx.openpgp;

import org.bouncycastle.util.Properties;

/**
 * Keeps the library from testing that an RSA modulus is not prime each time it meets a new one: for RSA-4096 that takes 45 ms, a hundred
 * times as long as the operation itself. It would find a key whose owner has gone out of the way to have no secret. Moduli with small
 * factors, which broken generators make, are refused by {@link KeyStrength} instead.
 */
final class RsaModulus {

    private static final String UNTESTED = "org.bouncycastle.rsa.allow_unsafe_mod";

    private RsaModulus() {}

    /** What is done with a key. */
    @FunctionalInterface
    interface Operation<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs an operation on this thread without the test. */
    static <T, E extends Exception> T untested(Operation<T, E> operation) throws E {
        Properties.setThreadOverride(UNTESTED, true);
        try {
            return operation.run();
        } finally {
            Properties.removeThreadOverride(UNTESTED);
        }
    }
}
