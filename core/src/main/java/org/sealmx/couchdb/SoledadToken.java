package org.sealmx.couchdb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The secret that Soledad and who may deliver mail to it share. Not shown in {@link #toString()}. Immutable.
 *
 * @param value as it stands in Soledad's configuration, not in base64
 */
public record SoledadToken(String value) implements Authorization {

    /** @throws IllegalArgumentException when it is empty */
    public SoledadToken {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a token is not empty");
        }
    }

    @Override
    public String header() {
        return "Token " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SoledadToken[hidden]";
    }
}
