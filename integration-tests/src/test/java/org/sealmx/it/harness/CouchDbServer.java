package org.sealmx.it.harness;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.TestClients;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.CredentialSource;

/**
 * The CouchDB of the tests: the one that {@code COUCHDB_URL} in the environment names, reached through a relay that can
 * be cut, or else our stand-in. Prints which of the two it is, and its version.
 */
public interface CouchDbServer extends AutoCloseable {

    /** Starts the server that the environment asks for and waits until it answers. */
    static CouchDbServer start() throws Exception {
        Optional<String> url = Optional.ofNullable(System.getenv("COUCHDB_URL")).filter(text -> !text.isBlank());
        return url.isPresent() ? RelayedCouchDb.to(URI.create(url.get())) : StandInCouchDb.start();
    }

    /** Its URL, without credentials. It stays the same after each {@link #resume()}. */
    URI url();

    /** Its administrator, as {@code name:password}; empty if it asks for no password. */
    Optional<String> credentials();

    /** The folder with its data and its log, when the tests run it themselves. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** Makes it unreachable at once, even in the middle of a request. */
    void interrupt() throws Exception;

    /** Makes it reachable again, with everything that it had confirmed, and waits until it answers. */
    void resume() throws Exception;

    @Override
    void close() throws IOException;

    /** A new client from the product, logged in as the administrator. */
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

    /** Requests with which tests prepare the server and look at its data. */
    default CouchDbAdmin admin() {
        return new CouchDbAdmin(url(), credentials());
    }
}
