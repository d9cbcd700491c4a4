package org.sealmx.server.log;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sealmx.smtp.EmailAddress;

/**
 * Replaces addresses in the log: the first {@value #OCTETS} octets of HMAC-SHA-256 over the address, in the form that
 * does not depend on letter case. The same address has the same hash as long as the key is the same; without the key,
 * nobody can tell an address from its hash, or try addresses.
 */
@ThreadSafe
public final class AddressHash {

    /** The least length of the key, in octets. */
    public static final int MIN_KEY = 32;

    /** 80 bits: two of a thousand million addresses have the same hash with a chance of one in two million. */
    private static final int OCTETS = 10;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key at least {@value #MIN_KEY} octets, secret
     * @throws IllegalArgumentException when the key is shorter
     */
    public AddressHash(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException("the key for hashes must have at least " + MIN_KEY + " octets");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The hash of an address, 20 lower-case hexadecimal digits. */
    public String of(EmailAddress address) {
        return of(address.canonical());
    }

    /** The hash of a text that may be an address. */
    String of(String text) {
        byte[] mac = newMac().doFinal(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac, 0, OCTETS);
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
