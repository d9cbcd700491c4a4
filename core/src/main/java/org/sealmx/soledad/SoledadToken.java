package org.sealmx.soledad;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.sealmx.http.Authorization;
import org.sealmx.http.CredentialSource;

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

    /** A file with one line, the token, in UTF-8. */
    public static CredentialSource file(Path file) {
        return () -> Optional.of(new SoledadToken(CredentialSource.line(file, "with a token")));
    }

    /**
     * A variable of the environment with the token.
     *
     * @param environment usually {@link System#getenv()}
     */
    public static CredentialSource environment(Map<String, String> environment, String variable) {
        return () -> {
            String token = environment.getOrDefault(variable, "");
            if (token.isEmpty()) {
                throw new IOException("the environment variable " + variable + " is not set");
            }
            return Optional.of(new SoledadToken(token));
        };
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
