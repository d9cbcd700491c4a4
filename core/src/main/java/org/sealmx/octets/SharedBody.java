package org.sealmx.octets;

/** A body that is encrypted once for the recipients of a transaction and closed with the transaction. */
public interface SharedBody extends AutoCloseable {

    /** Releases the ciphertext, which cannot be read afterwards. */
    @Override
    void close();
}
