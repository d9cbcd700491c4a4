package org.sealmx.server.config;

import java.util.Map;
import java.util.Optional;

/** Reads the keys of {@code sealmx.properties} for Soledad. */
final class SoledadKeys {

    private static final String URL = "soledad-url";
    private static final String TOKEN = "soledad-token";
    private static final String TRUST_STORE = "soledad-trust-store";

    private final StrictProperties properties;

    SoledadKeys(StrictProperties properties) {
        this.properties = properties;
    }

    /** Empty when no URL is given; the other keys are still read and checked. */
    Optional<SoledadConfiguration> read() {
        Optional<String> url = properties.text(URL);
        Optional<String> token = properties.text(TOKEN).map(this::token);
        Optional<String> trustStore = properties.text(TRUST_STORE).map(file -> properties.fileUrl(TRUST_STORE, file));
        String userPrefix = properties.choice("soledad-user-prefix", Map.of("none", "", "user-", "user-"), "");
        if (url.isPresent() && token.isEmpty()) {
            throw new StartUpException("sealmx.properties: '" + TOKEN + "' is missing; '" + URL + "' needs it");
        }
        return url.map(text -> new SoledadConfiguration(
                HttpUrl.parse(text).orElseThrow(SoledadKeys::badUrl), token.orElseThrow(), trustStore, userPrefix));
    }

    private String token(String value) {
        return value.equals("env") ? value : properties.fileUrl(TOKEN, value);
    }

    /** Does not repeat the URL, which may contain a password. */
    private static StartUpException badUrl() {
        return new StartUpException("sealmx.properties: '" + URL
                + "' must have the form http://host:port or https://host:port, without credentials, which belong in '"
                + TOKEN + "'");
    }
}
