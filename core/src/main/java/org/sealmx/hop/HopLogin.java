package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The name and password for AUTH PLAIN (RFC 4954, RFC 4616).
 *
 * @param name not empty
 * @param password not empty
 */
@Immutable
public record HopLogin(String name, String password) {

    /** @throws IllegalArgumentException when one is empty or has a NUL */
    public HopLogin {
        if (name.isEmpty() || password.isEmpty() || (name + password).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a login consists of a name and a password");
        }
    }

    /** The initial response of the mechanism PLAIN. */
    String plain() {
        return Base64.getEncoder().encodeToString(("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "HopLogin[" + name + "]";
    }
}
