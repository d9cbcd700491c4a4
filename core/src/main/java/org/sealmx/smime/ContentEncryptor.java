package org.sealmx.smime;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sealmx.openpgp.CiphertextBuilder;

/**
 * Encrypts content once, under a fresh random key that is wrapped later for each recipient, with the JDK's AES. Never compresses. Safe for
 * use by several threads.
 */
public final class ContentEncryptor {

    private static final int BUFFER = 64 * 1024;
    private static final int KEY_OCTETS = 32;
    /** What RFC 5084 section 3.2 recommends. */
    private static final int NONCE_OCTETS = 12;

    private final SecureRandom random;

    /** @param random for keys and nonces */
    public ContentEncryptor(SecureRandom random) {
        this.random = random;
    }

    /**
     * Encrypts all that a stream yields.
     *
     * @param plaintext read to its end, not closed
     * @return content that is to be closed
     * @throws GeneralSecurityException when encryption fails
     * @throws IOException              when the stream throws it, or a temporary file cannot be written
     */
    public EncryptedContent encrypt(InputStream plaintext) throws GeneralSecurityException, IOException {
        CiphertextBuilder ciphertext = new CiphertextBuilder();
        boolean done = false;
        try {
            EncryptedContent content = encrypt(plaintext, ciphertext);
            done = true;
            return content;
        } finally {
            if (!done) {
                ciphertext.discard();
            }
        }
    }

    private EncryptedContent encrypt(InputStream plaintext, CiphertextBuilder ciphertext)
            throws GeneralSecurityException, IOException {
        byte[] key = octets(KEY_OCTETS);
        byte[] nonce = octets(NONCE_OCTETS);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(EncryptedContent.TAG_OCTETS * Byte.SIZE, nonce));
        byte[] buffer = new byte[BUFFER];
        byte[] encrypted = new byte[BUFFER + 2 * EncryptedContent.TAG_OCTETS];
        for (int got = plaintext.read(buffer); got >= 0; got = plaintext.read(buffer)) {
            ciphertext.write(encrypted, 0, cipher.update(buffer, 0, got, encrypted));
        }
        int rest = cipher.doFinal(encrypted, 0) - EncryptedContent.TAG_OCTETS;
        ciphertext.write(encrypted, 0, rest);
        byte[] tag = Arrays.copyOfRange(encrypted, rest, rest + EncryptedContent.TAG_OCTETS);
        return new EncryptedContent(key, nonce, ciphertext.build(), tag);
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
