package org.sealmx.fuzz;

import java.util.Random;

/**
 * Checks that a property holds for random values. The seeds are the same in every build: consecutive numbers from a
 * first one on. To repeat a failure, set the system property {@code sealmx.property.seed}; then a test tries only that
 * seed.
 */
public final class Seeds {

    /** The system property for a seed to repeat. */
    public static final String PROPERTY = "sealmx.property.seed";

    private Seeds() {}

    /** A property that must hold for everything that is made from a random sequence. */
    @FunctionalInterface
    public interface Property {
        /** @throws Exception when it does not hold; it may also be an {@link AssertionError} */
        void check(Random random) throws Exception;
    }

    /**
     * Checks a property.
     *
     * @param first the first seed
     * @param count how many seeds
     * @throws AssertionError at the first seed for which it does not hold; the message names the seed
     */
    public static void forEach(long first, int count, Property property) {
        Long alone = Long.getLong(PROPERTY);
        long from = alone == null ? first : alone;
        long end = alone == null ? first + count : alone + 1;
        for (long seed = from; seed < end; seed++) {
            check(seed, property);
        }
    }

    private static void check(long seed, Property property) {
        try {
            property.check(new Random(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "does not hold for seed " + seed + " (again: -D" + PROPERTY + "=" + seed + "): " + e.getMessage(),
                    e);
        }
    }
}
