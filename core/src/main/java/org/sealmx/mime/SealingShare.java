package org.sealmx.mime;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sealmx.openpgp.SharedBody;

/**
 * What the recipients of one transaction share: equal bytes are encrypted once for each format and cipher, and only the session key
 * is wrapped for each recipient. Bytes that differ in one bit share nothing. Make a new one for each transaction, so that no session key outlives
 * it, and close it at its end: what was sealed with it cannot be read afterwards. Safe for use by several threads; they wait for each other
 * while one encrypts.
 */
public final class SealingShare implements AutoCloseable {

    private final boolean sharing;
    private final Map<Key, SharedBody> bodies = new HashMap<>();
    private final Queue<SharedBody> all;
    private int encryptions;

    /** A share for one transaction. */
    public SealingShare() {
        this(true, new ConcurrentLinkedQueue<>());
    }

    private SealingShare(boolean sharing, Queue<SharedBody> all) {
        this.sharing = sharing;
        this.all = all;
    }

    /**
     * One that shares nothing, closed with this one: every recipient gets a session key of their own, so that equal messages in a stolen
     * store look unlike.
     */
    public SealingShare unshared() {
        return new SealingShare(false, all);
    }

    /** Gives up all that was encrypted, and the files it is in. */
    @Override
    public void close() {
        all.forEach(SharedBody::close);
    }

    /** How often something was encrypted. */
    public synchronized int encryptions() {
        return encryptions;
    }

    /** Encrypts the entity made from a message. */
    @FunctionalInterface
    interface Encryption<B extends SharedBody> {
        B encrypt() throws SealingException;
    }

    private record Key(ByteBuffer digest, Class<?> type, Object cipher, Object form) {}

    /**
     * The encrypted body for a message, encrypted now or before.
     *
     * @param type   the format of the body
     * @param cipher what it is encrypted with; a value that has an {@code equals}
     * @param form   how the plaintext is made from the message; a value that has an {@code equals}
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
        all.add(body);
        if (sharing) {
            bodies.put(key, body);
        }
        return body;
    }
}
