package org.sealmx.couchdb;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The server of the unit tests refuses what CouchDB refuses. */
class StrictFrontTest implements CouchDbRulesContract {

    private final FakeCouchDb couch = new FakeCouchDb();

    @Override
    public URI url() {
        return couch.server().uri();
    }

    @Override
    public Optional<String> administrator() {
        return Optional.empty();
    }

    @AfterEach
    void close() {
        couch.close();
    }
}
