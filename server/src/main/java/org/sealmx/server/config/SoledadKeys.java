package org.sealmx.server.config;

import java.util.Optional;
import org.sealmx.options.Choice;
import org.sealmx.options.Options;

/** Reads the keys of {@code sealmx.properties} for Soledad. */
final class SoledadKeys {

    private static final String URL = "soledad-url";
    private static final String TOKEN = "soledad-token";
    private static final String TRUST_STORE = "soledad-trust-store";

    private final Options<StartUpException> properties;

    SoledadKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /** Empty when no URL is given; the other keys are still read and checked. */
    Optional<SoledadConfiguration> read() {
        Optional<String> url = properties.text(URL);
        Optional<String> token = properties.text(TOKEN).map(this::token);
        Optional<String> trustStore =
                properties.text(TRUST_STORE).map(file -> FileUrl.require(properties, TRUST_STORE, file));
        String userPrefix = properties.choice("soledad-user-prefix", new Choice<>("none", "", "user-", "user-"));
        if (url.isPresent() && token.isEmpty()) {
            throw properties.wrong(TOKEN, "is missing; '" + URL + "' needs it");
        }
        return url.map(text -> new SoledadConfiguration(
                HttpUrl.parse(text).orElseThrow(this::badUrl), token.orElseThrow(), trustStore, userPrefix));
    }

    private String token(String value) {
        return value.equals("env") ? value : FileUrl.require(properties, TOKEN, value);
    }

    /** Does not repeat the URL, which may contain a password. */
    private StartUpException badUrl() {
        return properties.wrong(
                URL,
                "must have the form http://host:port or https://host:port, without credentials, which belong in '"
                        + TOKEN + "'");
    }
}
