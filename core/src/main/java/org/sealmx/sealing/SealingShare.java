package org.sealmx.sealing;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.SharedBody;

/**
 * What the recipients of one transaction share: equal bytes are encrypted once for each format and cipher, and only the
 * session key is wrapped for each recipient. Bytes that differ in one bit share nothing, and of those only the bodies
 * used last are remembered, so that a chain that changes the message for each recipient does not collect them. Make a
 * new one for each transaction, so that no session key outlives it, and close it at its end: what was sealed with it
 * cannot be read afterwards. Safe for use by several threads; they wait for each other while one encrypts.
 */
public final class SealingShare implements AutoCloseable {

    /** One for each format and each cipher that is usual. */
    private static final int MOST_BODIES = 7;

    /** The one that was used last is the last. */
    private final Map<Key, SharedBody> bodies = new LinkedHashMap<>(MOST_BODIES, 0.75f, true);

    private int encryptions;

    /** Gives up all that it remembers, and the files it is in. */
    @Override
    public synchronized void close() {
        bodies.values().forEach(SharedBody::close);
        bodies.clear();
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
     * @param type the format of the body
     * @param cipher what it is encrypted with; a value that has an {@code equals}
     * @param form how the plaintext is made from the message; a value that has an {@code equals}
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
            // not closed, for it may be on its way to a store; when nobody has it any more, its memory and its file are
            // free
            bodies.remove(bodies.keySet().iterator().next());
        }
        return body;
    }
}
