package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as every JDK provides it. */
public final class Sha256 {

    private static final int BUFFER = 16 * 1024;

    private Sha256() {}

    /** A new digest. */
    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The digest of everything that a stream over the heap yields. */
    public static byte[] of(InputStream in) {
        MessageDigest digest = start();
        byte[] buffer = new byte[BUFFER];
        try {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
        } catch (IOException e) {
            throw Streams.heapFault(e);
        }
        return digest.digest();
    }
}
