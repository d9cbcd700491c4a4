package org.sealmx.directory.cache;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The eviction rules that the cache is compared with: the usual one, and the best possible. */
final class EvictionRivals {

    /** In a trace, an address that is looked up once and does not exist. */
    static final int UNKNOWN = -1;

    private static final int NEVER = Integer.MAX_VALUE;

    private EvictionRivals() {}

    /**
     * The hits of a cache that evicts the least recently used address.
     *
     * @param trace numbers of addresses, or {@link #UNKNOWN}
     * @param bytes the size of the cache
     * @param knownBytes the size of one known address
     * @param unknownBytes the size of one unknown address
     */
    static long leastRecentlyUsed(int[] trace, long bytes, long knownBytes, long unknownBytes) {
        Map<Integer, Long> cache = new LinkedHashMap<>(16, 0.75f, true);
        long hits = 0;
        long used = 0;
        int unknown = UNKNOWN;
        for (int address : trace) {
            if (address != UNKNOWN && cache.get(address) != null) {
                hits++;
                continue;
            }
            long size = address == UNKNOWN ? unknownBytes : knownBytes;
            cache.put(address == UNKNOWN ? unknown-- : address, size);
            used += size;
            while (used > bytes) {
                var eldest = cache.entrySet().iterator();
                used -= eldest.next().getValue();
                eldest.remove();
            }
        }
        return hits;
    }

    /**
     * The hits of a cache that knows the future: it evicts the address whose next use is latest, and keeps none that is
     * not used again (Belady).
     *
     * @param trace numbers of addresses, or {@link #UNKNOWN}
     * @param addresses the number of addresses
     * @param capacity the size of the cache in addresses
     */
    static long optimum(int[] trace, int addresses, int capacity) {
        int[] nextUse = nextUses(trace, addresses);
        int[] cachedUntil = new int[addresses];
        Arrays.fill(cachedUntil, NEVER);
        LatestFirst latest = new LatestFirst();
        long hits = 0;
        int size = 0;
        for (int at = 0; at < trace.length; at++) {
            int address = trace[at];
            if (address == UNKNOWN) {
                continue;
            }
            if (cachedUntil[address] == at) {
                hits++;
                size--;
            }
            cachedUntil[address] = nextUse[at];
            if (nextUse[at] != NEVER) {
                latest.add(nextUse[at]);
                size++;
            }
            while (size > capacity) {
                int victim = trace[latest.remove()];
                cachedUntil[victim] = NEVER;
                size--;
            }
        }
        return hits;
    }

    private static int[] nextUses(int[] trace, int addresses) {
        int[] nextUse = new int[trace.length];
        int[] seen = new int[addresses];
        Arrays.fill(seen, NEVER);
        for (int at = trace.length - 1; at >= 0; at--) {
            if (trace[at] != UNKNOWN) {
                nextUse[at] = seen[trace[at]];
                seen[trace[at]] = at;
            }
        }
        return nextUse;
    }

    /**
     * Positions in the trace, the latest first. A past position was a hit. It is never removed, since it is smaller
     * than all future positions, and there always is a future position when the cache is too full.
     */
    private static final class LatestFirst {
        private int[] heap = new int[1 << 16];
        private int size;

        void add(int position) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            int at = size++;
            while (at > 0 && heap[(at - 1) / 2] < position) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = position;
        }

        int remove() {
            int first = heap[0];
            int last = heap[--size];
            int at = 0;
            while (2 * at + 1 < size) {
                int child = 2 * at + 1;
                if (child + 1 < size && heap[child + 1] > heap[child]) {
                    child++;
                }
                if (heap[child] <= last) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = last;
            return first;
        }
    }
}
