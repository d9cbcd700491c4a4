package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.net.URI;
import java.util.Optional;

/**
 * The keys of {@code sealmx.properties} about Soledad.
 *
 * @param url the URL that has {@code /incoming} below it
 * @param token {@code env}, or the {@code file:} URL of a file
 * @param trustStore the {@code file:} URL of a key store, in place of the certificate authorities of the Java runtime
 * @param userPrefix what precedes the user id in paths; may be empty
 */
@Immutable
public record SoledadConfiguration(URI url, String token, Optional<String> trustStore, String userPrefix) {

    /** The environment variable with the token when {@code soledad-token=env}. */
    public static final String TOKEN_VARIABLE = "SOLEDAD_TOKEN";

    /** The environment variable with the password of the trust store; unset when it has none. */
    public static final String TRUST_STORE_PASSWORD_VARIABLE = "SOLEDAD_TRUST_STORE_PASSWORD";
}
