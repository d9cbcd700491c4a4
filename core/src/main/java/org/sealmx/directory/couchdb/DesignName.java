package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Knows which design document has the views. It is looked up when first needed and again when the views are missing, so
 * that SealMX need not be restarted after a server was down, replaced or restored.
 */
@ThreadSafe
final class DesignName {

    private final CouchDbViews views;
    private final boolean create;

    @SuppressWarnings("ThreadSafe")
    private volatile Optional<String> known = Optional.empty();

    /** @param create whether to create missing views */
    DesignName(CouchDbViews views, boolean create) {
        this.views = views;
        this.create = create;
    }

    /** The name of the design document, without {@code _design/}. */
    String get() throws ServerException {
        Optional<String> name = known;
        if (name.isEmpty()) {
            name = Optional.of(create ? views.createWhenMissing() : views.require());
            known = name;
        }
        return name.get();
    }

    /** Forgets the name if the failure may mean that the views are gone; the next call looks for them. */
    void forgetAfter(ServerException failure) {
        if (failure.kind() == Kind.NOT_FOUND) {
            known = Optional.empty();
        }
    }
}
