package org.sealmx.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where credentials come from. Asked before each request, so that they can be replaced at run time. */
@FunctionalInterface
public interface CredentialSource {

    /** The largest file of credentials, in octets. */
    int MAX_FILE = 4096;

    /**
     * The credentials as they are now; empty when none are sent.
     *
     * @throws IOException when they cannot be read; the message names the place and nothing of its content
     */
    Optional<Authorization> read() throws IOException;

    /** No credentials. */
    static CredentialSource none() {
        return Optional::empty;
    }

    /** A file with one line, {@code name:password}, in UTF-8. */
    static CredentialSource file(Path file) {
        return () -> {
            String line = line(file, "name:password");
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("credentials file " + file.getFileName() + " is not one line name:password");
            }
            return Optional.of(new BasicCredentials(line.substring(0, colon), line.substring(colon + 1)));
        };
    }

    /**
     * Two variables of the environment.
     *
     * @param environment usually {@link System#getenv()}
     * @param nameVariable holds the name
     * @param passwordVariable holds the password
     */
    static CredentialSource environment(Map<String, String> environment, String nameVariable, String passwordVariable) {
        return () -> {
            String name = environment.getOrDefault(nameVariable, "");
            if (name.isEmpty() || name.indexOf(':') >= 0 || !environment.containsKey(passwordVariable)) {
                throw new IOException("the environment variables " + nameVariable + " (without a colon) and "
                        + passwordVariable + " are not both set");
            }
            return Optional.of(new BasicCredentials(name, environment.getOrDefault(passwordVariable, "")));
        };
    }

    /**
     * The only line of a file, in UTF-8.
     *
     * @param form what the line is, for the message
     */
    static String line(Path file, String form) throws IOException {
        byte[] content;
        try (var in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE + 1);
        }
        String line = new String(content, StandardCharsets.UTF_8).stripTrailing();
        if (content.length > MAX_FILE || line.isEmpty() || line.indexOf('\n') >= 0) {
            throw new IOException("credentials file " + file.getFileName() + " is not one line " + form);
        }
        return line;
    }
}
