package org.sealmx.it.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * Who writes the messages of the matrix.
 *
 * @param keys the key ring that has the secret key
 * @param key of the sender
 * @param certificate for S/MIME, with its key
 * @param authority that has signed it
 */
record Sender(Gpg keys, TestKey key, Openssl.Certificate certificate, Openssl.Certificate authority) {

    /** With new keys of both kinds. */
    static Sender generate(Gpg keys, WorkFolder folder, String address) throws IOException, InterruptedException {
        Openssl.Certificate authority = Openssl.authority(folder);
        return new Sender(
                keys,
                keys.generate(folder, address, "ed25519", "cv25519"),
                Openssl.issued(folder, address, authority),
                authority);
    }

    /** The address in From. */
    String address() {
        return key.address();
    }

    /** A detached signature by SHA-256, in ASCII armor. */
    String sign(String octets) throws IOException, InterruptedException {
        return new String(keys.sign(key, Octets.of(octets)), StandardCharsets.US_ASCII);
    }

    /**
     * A MIME entity with an S/MIME signature, from its first Content field on, with any line ends; see
     * {@link Openssl#sign}.
     */
    String signBySmime(String entity, String... form) throws IOException, InterruptedException {
        String signed =
                new String(Openssl.sign(certificate, authority, Octets.of(entity), form), StandardCharsets.ISO_8859_1);
        return signed.substring(signed.indexOf("Content-"));
    }
}
