package org.sealmx.http;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A source of credentials. It is read before each request, so that credentials can be replaced at run time. */
@Immutable
@FunctionalInterface
public interface CredentialSource {

    /** The largest file of credentials, in octets. */
    int MAX_FILE = 4096;

    /**
     * Reads the current credentials; empty to send none.
     *
     * @throws IOException when they cannot be read; the message names the source but none of its content
     */
    Optional<Authorization> read() throws IOException;

    /** No credentials. */
    static CredentialSource none() {
        return Optional::empty;
    }

    /** Reads a file with a single line, {@code name:password}, in UTF-8. */
    static CredentialSource file(Path file) {
        return () -> {
            String line = line(file, "NAME:PASSWORD");
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException(
                        "credentials file " + file.getFileName() + " must contain a single line, NAME:PASSWORD");
            }
            return Optional.of(new BasicCredentials(line.substring(0, colon), line.substring(colon + 1)));
        };
    }

    /**
     * Reads two environment variables.
     *
     * @param environment usually {@link System#getenv()}
     * @param nameVariable the variable that holds the name
     * @param passwordVariable the variable that holds the password
     */
    static CredentialSource environment(Map<String, String> environment, String nameVariable, String passwordVariable) {
        return () -> {
            String name = environment.getOrDefault(nameVariable, "");
            if (name.isEmpty() || name.indexOf(':') >= 0 || !environment.containsKey(passwordVariable)) {
                throw new IOException("the environment variables " + nameVariable + " (without a colon) and "
                        + passwordVariable + " must both be set");
            }
            return Optional.of(new BasicCredentials(name, environment.getOrDefault(passwordVariable, "")));
        };
    }

    /**
     * Reads the only line of a file, in UTF-8.
     *
     * @param form what the line must be, for the message
     */
    static String line(Path file, String form) throws IOException {
        byte[] content;
        try (var in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE + 1);
        }
        String line = new String(content, StandardCharsets.UTF_8).stripTrailing();
        if (content.length > MAX_FILE || line.isEmpty() || line.indexOf('\n') >= 0) {
            throw new IOException("credentials file " + file.getFileName() + " must contain a single line, " + form);
        }
        return line;
    }
}
