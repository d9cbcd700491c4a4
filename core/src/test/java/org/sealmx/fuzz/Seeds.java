package org.sealmx.fuzz;

import java.util.Random;

/**
 * Checks that something holds for random values. The seeds are the same in every build, one after the other from a
 * first one on; the system property {@code sealmx.property.seed} has a test try that seed alone, which is how a failure
 * is looked at again.
 */
public final class Seeds {

    /** In which a failed seed is given back. */
    public static final String PROPERTY = "sealmx.property.seed";

    private Seeds() {}

    /** What must hold for everything that is made from a random sequence. */
    @FunctionalInterface
    public interface Property {
        /** @throws Exception when it does not hold, or an {@link AssertionError} */
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
