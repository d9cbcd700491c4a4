package org.sealmx.it.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * The sender of the messages of the matrix.
 *
 * @param keys the key ring with the secret OpenPGP key
 * @param key the sender's OpenPGP key
 * @param certificate the sender's S/MIME certificate, with its key
 * @param authority the authority that signed the certificate
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

    /** A detached signature with SHA-256, in ASCII armor. */
    String sign(String octets) throws IOException, InterruptedException {
        return new String(keys.sign(key, Octets.of(octets)), StandardCharsets.US_ASCII);
    }

    /**
     * A MIME entity with an S/MIME signature, from its first Content field on, with line ends of any kind; see
     * {@link Openssl#sign}.
     */
    String signBySmime(String entity, String... form) throws IOException, InterruptedException {
        String signed =
                new String(Openssl.sign(certificate, authority, Octets.of(entity), form), StandardCharsets.ISO_8859_1);
        return signed.substring(signed.indexOf("Content-"));
    }
}
