package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.cache.CacheSettings;
import org.sealmx.http.HttpTimeouts;

/**
 * The keys of {@code sealmx.properties} about CouchDB.
 *
 * @param nodes base URLs, tried in turn
 * @param credentials {@code none}, {@code env}, or the {@code file:} URL of a file
 * @param trustStore the {@code file:} URL of a key store, in place of the certificate authorities of the Java runtime
 * @param database the database with the identity documents
 * @param createViews whether missing views are created at the start
 * @param timeouts how long requests wait
 * @param maxConnections how many may be open at once
 * @param cache what is cached in memory, and for how long
 */
@Immutable
public record CouchDbConfiguration(
        List<URI> nodes,
        String credentials,
        Optional<String> trustStore,
        String database,
        boolean createViews,
        HttpTimeouts timeouts,
        int maxConnections,
        CacheSettings cache) {

    /** The environment variable with the user name when {@code couchdb-credentials=env}. */
    public static final String NAME_VARIABLE = "COUCHDB_USER";

    /** The environment variable with the password when {@code couchdb-credentials=env}. */
    public static final String PASSWORD_VARIABLE = "COUCHDB_PASSWORD";

    /** The environment variable with the password of the trust store; unset when it has none. */
    public static final String TRUST_STORE_PASSWORD_VARIABLE = "COUCHDB_TRUST_STORE_PASSWORD";

    /** Takes a copy. */
    public CouchDbConfiguration {
        nodes = List.copyOf(nodes);
    }
}
