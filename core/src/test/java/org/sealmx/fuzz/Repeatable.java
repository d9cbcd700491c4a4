package org.sealmx.fuzz;

import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Supplier;
import org.bouncycastle.crypto.CryptoServicesRegistrar;

/**
 * Makes keys, signatures and ciphertext that are the same in every run, so that an input made of them comes back with
 * its seed. For this Bouncy Castle's default source of randomness is replaced for good; other threads go on getting
 * random octets from it. Safe for use by several threads.
 */
public final class Repeatable {

    private static final ThreadLocal<Random> SOURCE = new ThreadLocal<>();

    static {
        CryptoServicesRegistrar.setSecureRandom(new Switch());
    }

    private Repeatable() {}

    /**
     * What is made when everything that draws from Bouncy Castle's default source in this thread draws from the given
     * one.
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
