package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.resolve.Dependencies;

/**
 * Records when each thing that an answer can depend on last changed: documents, addresses, accounts and the catch-alls
 * of domains, whether they exist or not. Time is counted in changes. An answer keeps the slots of everything it depends
 * on and the count from before the directory was asked, and holds while none of its slots has a later stamp. So no
 * index from changes to answers is needed, an answer that was under way when the change arrived is detected like any
 * other, and memory is bounded however large the directory is.
 *
 * <p>Several things may share a slot, which costs an extra request to the directory but never gives a wrong answer.
 * Each catch-all of ours has a slot of its own, because all addresses of its domain depend on it. Reading takes no
 * lock.
 */
@ThreadSafe
final class ChangeStamps {

    private static final int SMALLEST = 1 << 12;
    private static final int LARGEST = 1 << 20;
    /** An ordinary answer of 1 KiB has about four slots. */
    private static final long BYTES_FOR_EACH = 256;

    @SuppressWarnings("ThreadSafe") // filled by the constructor
    private final Map<AddressKey, Integer> catchAlls = new HashMap<>();

    private final AtomicLongArray stamps;
    private final int hashed;

    @SuppressWarnings("ThreadSafe")
    private volatile long now;

    @SuppressWarnings("ThreadSafe")
    private volatile long allChanged;

    /**
     * @param domains our domains
     * @param maxBytes how many bytes of answers the cache keeps
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

    /** Records a change of everything that has one of these slots. */
    synchronized void change(int[] slots) {
        long next = now + 1;
        for (int slot : slots) {
            stamps.set(slot, next);
        }
        // Last: a thread that reads this count sees the stamps.
        now = next;
    }

    /** Records that everything may have changed. */
    synchronized void changeAll() {
        allChanged = now + 1;
        now = allChanged;
    }

    /** Whether none of the slots has changed since the count was {@code since}. */
    boolean unchanged(int[] slots, long since) {
        return allChanged <= since && !isOneChanged(slots, since);
    }

    /**
     * Whether a change of one of the slots alone, and not of everything, was recorded since the count was
     * {@code since}.
     */
    boolean isOneChanged(int[] slots, long since) {
        for (int slot : slots) {
            if (stamps.get(slot) > since) {
                return true;
            }
        }
        return false;
    }

    /**
     * The slots of everything that an answer depends on or that a changed document affects: each once, in ascending
     * order.
     */
    int[] slotsOf(Dependencies of) {
        // Loops: each change comes here, too rarely for the streams of Java to be compiled.
        int[] slots = new int
                [of.documents().size() + of.addresses().size() + of.accounts().size()];
        int count = 0;
        for (DocumentId document : of.documents()) {
            slots[count++] = slotOf(document);
        }
        for (AddressKey address : of.addresses()) {
            slots[count++] = slotOf(address);
        }
        for (AccountId account : of.accounts()) {
            slots[count++] = slotOf(account);
        }
        Arrays.sort(slots);
        return withoutRepetitions(slots);
    }

    private static int[] withoutRepetitions(int[] ascending) {
        int count = 0;
        for (int slot : ascending) {
            if (count == 0 || ascending[count - 1] != slot) {
                ascending[count++] = slot;
            }
        }
        return Arrays.copyOf(ascending, count);
    }
}
