package org.sealmx.server.selftest;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPMessageInputStream;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/**
 * An OpenPGP key of version 6 (RFC 9580): Ed25519 to certify, X25519 to encrypt. It is made here, is never written
 * anywhere, and is gone with the process. Nothing outside this class sees its secret half.
 */
@ThreadSafe
final class ThrowAwayKey {

    private static final int VERSION = 6;
    private static final String NAME = "SealMX self-test";

    @SuppressWarnings("ThreadSafe") // never changed
    private final OpenPGPKey key;

    private ThrowAwayKey(OpenPGPKey key) {
        this.key = key;
    }

    /** Makes a key. */
    static ThrowAwayKey make(Instant now) throws PGPException {
        return new ThrowAwayKey(new BcOpenPGPApi()
                .generateKey(VERSION, Date.from(now))
                .ed25519x25519Key(NAME)
                .build());
    }

    /** Its certificate, armored. */
    String certificate() throws IOException {
        return key.toCertificate().toAsciiArmoredString();
    }

    /**
     * What is in an armored message.
     *
     * @throws PGPException when this key does not open it, or it was changed
     */
    byte[] open(String armored) throws IOException, PGPException {
        try (OpenPGPMessageInputStream opened = new BcOpenPGPApi()
                .decryptAndOrVerifyMessage()
                .addDecryptionKey(key)
                .process(new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)))) {
            return opened.readAllBytes();
        }
    }
}
