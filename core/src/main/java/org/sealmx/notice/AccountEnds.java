package org.sealmx.notice;

import java.util.Arrays;
import org.sealmx.directory.AccountId;

/**
 * The first end of each account that is read. Accounts are told apart by 64 bits of a hash of their ids, so that a
 * large directory takes 32 octets for each while it is read. Not thread-safe.
 */
final class AccountEnds {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    /** In place of an end: nothing is there yet. */
    private static final long FREE = Long.MAX_VALUE;

    private long[] accounts = new long[64];
    private long[] ends = new long[64];
    private int size;

    AccountEnds() {
        Arrays.fill(ends, FREE);
    }

    /**
     * Adds an end, which counts if the account has no earlier one.
     *
     * @param end in seconds since 1970
     */
    void add(AccountId account, long end) {
        if (2 * size >= ends.length) {
            grow();
        }
        put(hash(account.value()), Math.min(end, FREE - 1));
    }

    private void put(long account, long end) {
        int place = (int) (account ^ (account >>> 32)) & (ends.length - 1);
        while (ends[place] != FREE && accounts[place] != account) {
            place = (place + 1) & (ends.length - 1);
        }
        size += ends[place] == FREE ? 1 : 0;
        accounts[place] = account;
        ends[place] = Math.min(ends[place], end);
    }

    private void grow() {
        long[] hashes = accounts;
        long[] before = ends;
        accounts = new long[2 * before.length];
        ends = new long[2 * before.length];
        Arrays.fill(ends, FREE);
        size = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != FREE) {
                put(hashes[i], before[i]);
            }
        }
    }

    /** FNV-1a over the characters. */
    private static long hash(String text) {
        long hash = FNV_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The ends in seconds since 1970, one for each account, ascending. */
    long[] sorted() {
        long[] sorted = Arrays.stream(ends).filter(end -> end != FREE).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
