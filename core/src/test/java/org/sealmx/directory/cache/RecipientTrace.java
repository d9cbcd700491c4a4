package org.sealmx.directory.cache;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Recipients as mail has them: the n-th most popular address is looked up 1/n times as often as the first (Zipf with
 * exponent 1.0), and what is popular is spread over all numbers. The same each time. Not safe for threads.
 */
public final class RecipientTrace {

    private final double[] cumulative;
    private final int[] addressOfRank;
    private final RandomGenerator random;

    /** @param addresses how many addresses there are, numbered from 0 */
    public RecipientTrace(int addresses) {
        this(addresses, 2);
    }

    /** @param seed another one gives other recipients in another order, of the same popularity */
    public RecipientTrace(int addresses, long seed) {
        this.random = new SplittableRandom(seed);
        this.cumulative = new double[addresses];
        double sum = 0;
        for (int rank = 0; rank < addresses; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
        this.addressOfRank = new int[addresses];
        Arrays.setAll(addressOfRank, i -> i);
        Random shuffle = new Random(1);
        for (int i = addresses - 1; i > 0; i--) {
            int other = shuffle.nextInt(i + 1);
            int swapped = addressOfRank[i];
            addressOfRank[i] = addressOfRank[other];
            addressOfRank[other] = swapped;
        }
    }

    /** The number of the next recipient. */
    public int next() {
        int addresses = cumulative.length;
        int rank = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[addresses - 1]);
        return addressOfRank[Math.min(rank < 0 ? -rank - 1 : rank, addresses - 1)];
    }

    /** So many look-ups, and after every few of them one of an address that does not exist. */
    int[] lookUps(int count, int unknownEvery) {
        int[] lookUps = new int[count + count / unknownEvery];
        for (int at = 0; at < lookUps.length; at++) {
            int next = next();
            lookUps[at] = at % (unknownEvery + 1) == unknownEvery ? EvictionRivals.UNKNOWN : next;
        }
        return lookUps;
    }
}
