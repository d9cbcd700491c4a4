package org.sealmx.mime;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sealmx.openpgp.CipherSuite;
import org.sealmx.openpgp.EncryptedBody;

/**
 * What the recipients of one transaction share: equal bytes are encrypted once for each cipher suite, and only the session key is wrapped
 * for each recipient. Bytes that differ in one bit share nothing. Make a new one for each transaction, so that no session key outlives
 * it, and close it at its end: what was sealed with it cannot be read afterwards. Safe for use by several threads; they wait for each other while one encrypts.
 */
public final class SealingShare implements AutoCloseable {

    private final boolean sharing;
    private final Map<Key, EncryptedBody> bodies = new HashMap<>();
    private final Queue<EncryptedBody> all;
    private int encryptions;

    /** A share for one transaction. */
    public SealingShare() {
        this(true, new ConcurrentLinkedQueue<>());
    }

    private SealingShare(boolean sharing, Queue<EncryptedBody> all) {
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
        all.forEach(EncryptedBody::close);
    }

    /** How often something was encrypted. */
    public synchronized int encryptions() {
        return encryptions;
    }

    /** Encrypts the entity made from a message. */
    @FunctionalInterface
    interface Encryption {
        EncryptedBody encrypt() throws SealingException;
    }

    private record Key(ByteBuffer digest, CipherSuite suite, OuterFields outside) {}

    /** The encrypted body for a message, encrypted now or before. */
    synchronized EncryptedBody body(
            MessageSource original, CipherSuite suite, OuterFields outside, Encryption encryption)
            throws SealingException {
        Key key = new Key(ByteBuffer.wrap(original.sha256()), suite, outside);
        EncryptedBody known = bodies.get(key);
        if (known != null) {
            return known;
        }
        EncryptedBody body = encryption.encrypt();
        encryptions++;
        all.add(body);
        if (sharing) {
            bodies.put(key, body);
        }
        return body;
    }
}
