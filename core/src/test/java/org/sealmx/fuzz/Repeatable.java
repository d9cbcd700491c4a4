package org.sealmx.fuzz;

import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Supplier;
import org.bouncycastle.crypto.CryptoServicesRegistrar;

/**
 * Makes keys, signatures and ciphertext that are the same in every run, so that a seed gives the same input again. It
 * permanently replaces Bouncy Castle's default source of randomness; other threads still get random octets from it.
 * Thread-safe.
 */
public final class Repeatable {

    private static final ThreadLocal<Random> SOURCE = new ThreadLocal<>();

    static {
        CryptoServicesRegistrar.setSecureRandom(new Switch());
    }

    private Repeatable() {}

    /**
     * Makes something while all code in this thread that uses Bouncy Castle's default source draws from the given one.
     */
    public static <T> T from(Random random, Supplier<T> making) {
        Random outer = SOURCE.get();
        SOURCE.set(random);
        try {
            return making.get();
        } finally {
            SOURCE.set(outer);
        }
    }

    private static final class Switch extends SecureRandom {

        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] octets) {
            Random random = SOURCE.get();
            if (random == null) {
                super.nextBytes(octets);
            } else {
                random.nextBytes(octets);
            }
        }
    }
}
