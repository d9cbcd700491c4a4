package org.sealmx.it.harness;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.TestClients;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.CredentialSource;

/**
 * The CouchDB of the tests: the one that {@code COUCHDB_URL} in the environment names, behind a relay that can be cut;
 * else a stand-in of our own. Which of the two it is, and its version, is printed.
 */
public interface CouchDbServer extends AutoCloseable {

    /** Starts the one that the environment asks for and waits until it answers. */
    static CouchDbServer start() throws Exception {
        Optional<String> url = Optional.ofNullable(System.getenv("COUCHDB_URL")).filter(text -> !text.isBlank());
        return url.isPresent() ? RelayedCouchDb.to(URI.create(url.get())) : StandInCouchDb.start();
    }

    /** Where it answers, without credentials. The same after each {@link #resume()}. */
    URI url();

    /** Its administrator, as {@code name:password}; empty when it asks nobody. */
    Optional<String> credentials();

    /** Makes it unreachable at once, whatever it is doing. */
    void interrupt() throws Exception;

    /** Makes it reachable again, with all that it had confirmed, and waits until it answers. */
    void resume() throws Exception;

    @Override
    void close() throws IOException;

    /** A new client of the product, as the administrator. */
    default CouchDbClient client() throws Exception {
        Optional<String> words = credentials();
        CredentialSource source = words.isEmpty()
                ? CredentialSource.none()
                : () -> words.map(text -> {
                    int colon = text.indexOf(':');
                    return new BasicCredentials(text.substring(0, colon), text.substring(colon + 1));
                });
        return CouchDbClient.open(TestClients.settings(List.of(url()), source));
    }

    /** Requests and what they want, for tests to prepare and to look. */
    default CouchDbAdmin admin() {
        return new CouchDbAdmin(url(), credentials());
    }
}
