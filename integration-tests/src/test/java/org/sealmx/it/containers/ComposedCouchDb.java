package org.sealmx.it.containers;

import java.net.URI;
import java.util.Optional;
import org.sealmx.it.harness.CouchDbServer;

/**
 * CouchDB in its container; the {@link Project} starts it, breaks it and ends it.
 *
 * @param url its port on the host
 * @param credentials of its administrator
 */
record ComposedCouchDb(URI url, Optional<String> credentials) implements CouchDbServer {

    @Override
    public void interrupt() {
        throw new IllegalStateException("the project does that");
    }

    @Override
    public void resume() {
        throw new IllegalStateException("the project does that");
    }

    @Override
    public void close() {
        // it belongs to the project
    }
}
