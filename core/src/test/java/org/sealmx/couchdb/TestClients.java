package org.sealmx.couchdb;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.HttpTimeouts;

/** Clients for tests. */
public final class TestClients {

    /** Short enough that a hanging server is noticed soon, and long enough for a busy machine. */
    public static final HttpTimeouts SHORT =
            new HttpTimeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1000));

    /** For requests that must succeed. */
    public static final HttpTimeouts LONG =
            new HttpTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private TestClients() {}

    /** Settings as they are shipped. */
    public static HttpSettings settings(List<URI> nodes, CredentialSource credentials) {
        return new HttpSettings(nodes, credentials, Optional.empty(), HttpTimeouts.defaults(), 20, 8 << 20);
    }

    /** A client without credentials that reads up to 64 KiB. */
    public static CouchDbClient of(HttpTimeouts timeouts, URI... nodes) throws Exception {
        return CouchDbClient.open(
                new HttpSettings(List.of(nodes), CredentialSource.none(), Optional.empty(), timeouts, 4, 64 * 1024));
    }

    /** A client without credentials that takes the time from a test. */
    public static CouchDbClient withClock(LongSupplier nanoTime, URI node) throws Exception {
        return CouchDbClient.open(
                new HttpSettings(List.of(node), CredentialSource.none(), Optional.empty(), LONG, 4, 64 * 1024),
                nanoTime);
    }
}
