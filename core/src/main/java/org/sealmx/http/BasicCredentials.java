package org.sealmx.http;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A name and a password for CouchDB. {@link #toString()} shows neither.
 *
 * @param name of the user
 * @param password of the user
 */
@Immutable
public record BasicCredentials(String name, String password) implements Authorization {

    /** @throws IllegalArgumentException when the name is empty or contains a colon, which HTTP cannot send */
    public BasicCredentials {
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the name of a CouchDB user must not be empty or contain a colon");
        }
    }

    @Override
    public String header() {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "BasicCredentials[hidden]";
    }
}
