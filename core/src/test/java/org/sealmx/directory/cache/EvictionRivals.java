package org.sealmx.directory.cache;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the cache is compared with: the rule that everybody has, and the best that anybody could do. */
final class EvictionRivals {

    /** Stands in a trace for an address that is asked for once and does not exist. */
    static final int UNKNOWN = -1;

    private static final int NEVER = Integer.MAX_VALUE;

    private EvictionRivals() {}

    /**
     * Hits of a cache that evicts what was least recently used, over all addresses.
     *
     * @param trace numbers of addresses, or {@link #UNKNOWN}
     * @param bytes that it may take
     * @param knownBytes of one address
     * @param unknownBytes of one unknown address
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
     * Hits of a cache that knows the future: it evicts what is used again latest, and keeps nothing that is not used
     * again (Belady).
     *
     * @param trace numbers of addresses, or {@link #UNKNOWN}
     * @param addresses how many there are
     * @param capacity in addresses
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
     * Positions in the trace, the latest first. What is past was a hit and is never removed, since it is smaller than
     * all that is to come and there is always something to come when the cache is too full.
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
