package org.sealmx.smime.message;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.octets.CiphertextBuilder;
import org.sealmx.octets.Pieces;

/**
 * Encrypts content once with the JDK's AES and a new random key, which is wrapped later for each recipient. It never
 * compresses.
 */
@ThreadSafe
public final class ContentEncryptor {

    /** As RFC 5084 section 3.2 recommends. */
    private static final int NONCE_OCTETS = 12;
    /** The length of an initialization vector, and the most that CBC padding adds. */
    private static final int BLOCK_OCTETS = 16;

    private final SecureRandom random;

    /** @param random for keys and nonces */
    public ContentEncryptor(SecureRandom random) {
        this.random = random;
    }

    /**
     * Encrypts a stream to its end.
     *
     * @param plaintext read to its end, not closed
     * @param how the cipher to use
     * @return the content, which the caller closes
     * @throws GeneralSecurityException when encryption fails
     * @throws IOException when the stream cannot be read or a temporary file cannot be written
     */
    public EncryptedContent encrypt(InputStream plaintext, ContentCipher how)
            throws GeneralSecurityException, IOException {
        CiphertextBuilder ciphertext = new CiphertextBuilder();
        boolean done = false;
        try {
            EncryptedContent content = encrypt(plaintext, how, ciphertext);
            done = true;
            return content;
        } finally {
            if (!done) {
                ciphertext.discard();
            }
        }
    }

    private EncryptedContent encrypt(InputStream plaintext, ContentCipher how, CiphertextBuilder ciphertext)
            throws GeneralSecurityException, IOException {
        byte[] key = octets(how.keyOctets());
        byte[] nonce = octets(how.authenticated() ? NONCE_OCTETS : BLOCK_OCTETS);
        int tagOctets = how.authenticated() ? EncryptedContent.TAG_OCTETS : 0;
        Cipher cipher = Cipher.getInstance(how.authenticated() ? "AES/GCM/NoPadding" : "AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                how.authenticated() ? new GCMParameterSpec(tagOctets * Byte.SIZE, nonce) : new IvParameterSpec(nonce));
        byte[] buffer = new byte[Pieces.SIZE];
        byte[] encrypted = new byte[Pieces.SIZE + 2 * BLOCK_OCTETS];
        for (int got = plaintext.read(buffer); got >= 0; got = plaintext.read(buffer)) {
            ciphertext.write(encrypted, 0, cipher.update(buffer, 0, got, encrypted));
        }
        int rest = cipher.doFinal(encrypted, 0) - tagOctets;
        ciphertext.write(encrypted, 0, rest);
        byte[] tag = Arrays.copyOfRange(encrypted, rest, rest + tagOctets);
        return new EncryptedContent(how, key, nonce, ciphertext.build(), tag);
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
