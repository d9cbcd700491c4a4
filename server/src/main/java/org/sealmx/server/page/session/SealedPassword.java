package org.sealmx.server.page.session;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The password that a session began with, so that it can be verified again. It opens with the token of the session
 * only, which the browser has and the server does not keep: between requests, nobody can read it in our memory.
 */
@ThreadSafe
final class SealedPassword {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "sealmx: password of a session".getBytes(StandardCharsets.US_ASCII);
    /** Each token seals once, so each key has one nonce. */
    private static final GCMParameterSpec NONCE = new GCMParameterSpec(128, new byte[12]);

    @SuppressWarnings("ThreadSafe") // never changed
    private final byte[] sealed;

    private SealedPassword(byte[] sealed) {
        this.sealed = sealed;
    }

    /** @param token of a new session, not yet used for another password */
    static SealedPassword of(String password, String token) {
        return new SealedPassword(run(Cipher.ENCRYPT_MODE, token, password.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param token with which it was sealed */
    String open(String token) {
        return new String(run(Cipher.DECRYPT_MODE, token, sealed), StandardCharsets.UTF_8);
    }

    private static byte[] run(int mode, String token, byte[] octets) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), MAC));
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(mac.doFinal(PURPOSE), "AES"), NONCE);
            return cipher.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER + " and " + MAC, e);
        }
    }

    /** Reveals no secret. */
    @Override
    public String toString() {
        return "SealedPassword";
    }
}
