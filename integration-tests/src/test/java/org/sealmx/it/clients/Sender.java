package org.sealmx.it.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.TestKey;

/**
 * Who writes the messages of the matrix.
 *
 * @param keys the key ring that has the secret key
 * @param key  of the sender
 */
record Sender(Gpg keys, TestKey key) {

    /** The address in From. */
    String address() {
        return key.address();
    }

    /** A detached signature by SHA-256, in ASCII armor. */
    String sign(String octets) throws IOException, InterruptedException {
        return new String(keys.sign(key, Octets.of(octets)), StandardCharsets.US_ASCII);
    }
}
