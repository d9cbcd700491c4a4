package org.sealmx.it.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;

/** Certificates from files; the README in their folder says how each was made. */
final class Fixtures {

    private Fixtures() {}

    static Certificate certificate(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
            String base64 = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("-") && !line.startsWith("=") && !line.contains(":"))
                    .collect(Collectors.joining());
            return Certificate.of(Base64.getDecoder().decode(base64));
        }
    }
}
