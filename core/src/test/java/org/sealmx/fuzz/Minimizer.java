package org.sealmx.fuzz;

import java.util.Arrays;
import java.util.function.Predicate;

/** Makes a failing input smaller by removing pieces as long as it still fails. */
final class Minimizer {

    private static final int MOST_TRIES = 3000;

    private Minimizer() {}

    /** The smallest input found that still fails. */
    static byte[] minimize(byte[] input, Predicate<byte[]> stillFails) {
        byte[] smallest = input;
        int tries = 0;
        int piece = Math.max(1, smallest.length / 2);
        while (piece >= 1 && tries < MOST_TRIES) {
            boolean smaller = false;
            for (int at = 0; at < smallest.length && tries < MOST_TRIES; ) {
                byte[] without = Mutator.join(
                        Arrays.copyOf(smallest, at),
                        Arrays.copyOfRange(smallest, Math.min(smallest.length, at + piece), smallest.length));
                tries++;
                if (stillFails.test(without)) {
                    smallest = without;
                    smaller = true;
                } else {
                    at += piece;
                }
            }
            piece = smaller ? Math.min(piece, Math.max(1, smallest.length / 2)) : piece / 2;
        }
        return smallest;
    }
}
