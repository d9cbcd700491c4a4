package org.sealmx.directory.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.resolve.Dependencies;

/**
 * When each thing that an answer can depend on last changed: documents, addresses, accounts and the catch-alls of
 * domains, whether they exist or not. Time is counted in changes. An answer keeps the slots of what it depended on and
 * the count before it was asked for, and holds while none of its slots has a later stamp: so no index leads from a
 * change to the answers, an answer that was under way when the change came is found out like any other, and memory is
 * bounded whatever the directory holds.
 *
 * <p>Several things may share a slot, which costs a question to the directory and never a wrong answer. Each catch-all
 * of ours has a slot of its own, because all addresses of its domain depend on it. Reading takes no lock.
 */
final class ChangeStamps {

    private static final int SMALLEST = 1 << 12;
    private static final int LARGEST = 1 << 20;
    /** About the slots that an ordinary answer of 1 KiB has. */
    private static final long BYTES_FOR_EACH = 256;

    private final Map<AddressKey, Integer> catchAlls = new HashMap<>();
    private final AtomicLongArray stamps;
    private final int hashed;
    private volatile long now;
    private volatile long allChanged;

    /**
     * @param domains ours
     * @param maxBytes of the answers that are kept
     */
    ChangeStamps(LocalDomains domains, long maxBytes) {
        long wanted = Math.max(SMALLEST, Math.min(LARGEST, maxBytes / BYTES_FOR_EACH));
        this.hashed = Integer.highestOneBit((int) wanted);
        domains.names().forEach(name -> catchAlls.put(AddressKey.catchAll(name), hashed + catchAlls.size()));
        this.stamps = new AtomicLongArray(hashed + catchAlls.size());
    }

    /** How many changes there have been. */
    long now() {
        return now;
    }

    int slotOf(AddressKey key) {
        return key.isCatchAll() && catchAlls.containsKey(key)
                ? catchAlls.get(key)
                : hashed(key.value().hashCode());
    }

    int slotOf(AccountId user) {
        return hashed(user.value().hashCode() + 0x3c6ef372);
    }

    int slotOf(DocumentId id) {
        return hashed(id.value().hashCode() + 0x1b873593);
    }

    private int hashed(int hash) {
        int spread = (hash ^ (hash >>> 16)) * 0x7feb352d;
        spread = (spread ^ (spread >>> 15)) * 0x846ca68b;
        return (spread ^ (spread >>> 16)) & (hashed - 1);
    }

    /** Something changed. */
    synchronized void change(int[] slots) {
        long next = now + 1;
        for (int slot : slots) {
            stamps.set(slot, next);
        }
        // Last: who reads this count sees the stamps.
        now = next;
    }

    /** Everything may have changed. */
    synchronized void changeAll() {
        allChanged = now + 1;
        now = allChanged;
    }

    /** Whether none of the slots, which hold at a count, has changed since. */
    boolean unchanged(int[] slots, long since) {
        if (allChanged > since) {
            return false;
        }
        for (int slot : slots) {
            if (stamps.get(slot) > since) {
                return false;
            }
        }
        return true;
    }

    /** The slots of all that an answer depends on, or that a document is: each once, in their order. */
    int[] slotsOf(Dependencies of) {
        Stream<Integer> slots = Stream.of(
                        of.documents().stream().map(this::slotOf),
                        of.addresses().stream().map(this::slotOf),
                        of.accounts().stream().map(this::slotOf))
                .flatMap(each -> each);
        return slots.mapToInt(Integer::intValue).sorted().distinct().toArray();
    }
}
