package org.sealmx.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.cache.CacheSettings;
import org.sealmx.http.HttpTimeouts;

/**
 * What {@code sealmx.properties} says about CouchDB. Immutable.
 *
 * @param nodes base URLs, tried in turn
 * @param credentials {@code none}, {@code env}, or the {@code file:} URL of a file
 * @param trustStore the {@code file:} URL of a key store, in place of the certificate authorities of the Java runtime
 * @param database with the identity documents
 * @param createViews whether views that are missing are made at start
 * @param timeouts how long is waited
 * @param maxConnections open at once
 * @param cache what is kept in memory
 */
public record CouchDbConfiguration(
        List<URI> nodes,
        String credentials,
        Optional<String> trustStore,
        String database,
        boolean createViews,
        HttpTimeouts timeouts,
        int maxConnections,
        CacheSettings cache) {

    /** The variables of the environment that hold the credentials when {@code couchdb-credentials=env}. */
    public static final String NAME_VARIABLE = "COUCHDB_USER";

    /** See {@link #NAME_VARIABLE}. */
    public static final String PASSWORD_VARIABLE = "COUCHDB_PASSWORD";

    /** Holds the password of the trust store; absent for none. */
    public static final String TRUST_STORE_PASSWORD_VARIABLE = "COUCHDB_TRUST_STORE_PASSWORD";
}
