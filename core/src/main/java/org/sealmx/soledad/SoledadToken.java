package org.sealmx.soledad;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.sealmx.http.Authorization;
import org.sealmx.http.CredentialSource;

/**
 * The secret that Soledad shares with the servers that may deliver mail to it. {@link #toString()} does not show it.
 *
 * @param value as written in Soledad's configuration, not in base64
 */
@Immutable
public record SoledadToken(String value) implements Authorization {

    /** @throws IllegalArgumentException when the value is empty */
    public SoledadToken {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the Soledad token must not be empty");
        }
    }

    /** Reads the token from a file, whose only line it is, in UTF-8. */
    public static CredentialSource file(Path file) {
        return () -> Optional.of(new SoledadToken(CredentialSource.line(file, "the token")));
    }

    /**
     * Reads the token from an environment variable.
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
