package org.sealmx.octets;

/** What is encrypted once for the recipients of a transaction, until it is closed with the transaction. */
public interface SharedBody extends AutoCloseable {

    /** Gives up the ciphertext, after which it cannot be read. */
    @Override
    void close();
}
