package org.sealmx.sealing;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.SharedBody;

/**
 * The encrypted bodies that the recipients of one transaction share. Identical octets are encrypted once for each
 * format and cipher; only the session key is wrapped for each recipient. Messages that differ in a single bit share
 * nothing. Only the most recently used bodies are kept, so that a chain that changes the message for each recipient
 * does not accumulate them. Create a new share for each transaction, so that no session key outlives it, and close the
 * share at the end: messages sealed with it cannot be read afterwards. Threads wait while one of them encrypts.
 */
@ThreadSafe
public final class SealingShare implements AutoCloseable {

    /** The maximum number of bodies: one for each usual combination of format and cipher. */
    private static final int MOST_BODIES = 7;

    /** In order of access, the most recently used body last. */
    @GuardedBy("this")
    private final Map<Key, SharedBody> bodies = new LinkedHashMap<>(MOST_BODIES, 0.75f, true);

    @GuardedBy("this")
    private int encryptions;

    /** Releases all bodies and their files. */
    @Override
    public synchronized void close() {
        bodies.values().forEach(SharedBody::close);
        bodies.clear();
    }

    /** How many bodies were encrypted. */
    public synchronized int encryptions() {
        return encryptions;
    }

    /** Encrypts the entity derived from a message. */
    @FunctionalInterface
    interface Encryption<B extends SharedBody> {
        B encrypt() throws SealingException;
    }

    private record Key(ByteBuffer digest, Class<?> type, Object cipher, Object form) {}

    /**
     * The encrypted body for a message, which is encrypted now unless it was before.
     *
     * @param type the class of the body
     * @param cipher the cipher, a value that implements {@code equals}
     * @param form how the plaintext is derived from the message, a value that implements {@code equals}
     */
    synchronized <B extends SharedBody> B body(
            MessageSource original, Class<B> type, Object cipher, Object form, Encryption<B> encryption)
            throws SealingException {
        Key key = new Key(ByteBuffer.wrap(original.sha256()), type, cipher, form);
        SharedBody known = bodies.get(key);
        if (known != null) {
            return type.cast(known);
        }
        B body = encryption.encrypt();
        encryptions++;
        bodies.put(key, body);
        if (bodies.size() > MOST_BODIES) {
            // Not closed, since a store may still be reading it. The garbage collector frees its memory and its file.
            bodies.remove(bodies.keySet().iterator().next());
        }
        return body;
    }
}
