package org.sealmx.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * What {@code sealmx.properties} says about Soledad. Immutable.
 *
 * @param url below which {@code /incoming} is
 * @param token {@code env}, or the {@code file:} URL of a file
 * @param trustStore the {@code file:} URL of a key store, in place of the certificate authorities of the Java runtime
 * @param userPrefix what stands before the user id in paths; may be empty
 */
public record SoledadConfiguration(URI url, String token, Optional<String> trustStore, String userPrefix) {

    /** The variable of the environment that holds the token when {@code soledad-token=env}. */
    public static final String TOKEN_VARIABLE = "SOLEDAD_TOKEN";

    /** Holds the password of the trust store; absent for none. */
    public static final String TRUST_STORE_PASSWORD_VARIABLE = "SOLEDAD_TRUST_STORE_PASSWORD";
}
