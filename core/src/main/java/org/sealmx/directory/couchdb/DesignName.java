package org.sealmx.directory.couchdb;

import java.util.Optional;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Which design document has the views: found out when it is first needed and again when they are missing, so that a
 * server that is down, new or restored needs no restart here. Safe for use by several threads.
 */
final class DesignName {

    private final CouchDbViews views;
    private final boolean create;
    private volatile Optional<String> known = Optional.empty();

    /** @param create whether views that are missing are made */
    DesignName(CouchDbViews views, boolean create) {
        this.views = views;
        this.create = create;
    }

    /** The name, without {@code _design/}. */
    String get() throws ServerException {
        Optional<String> name = known;
        if (name.isEmpty()) {
            name = Optional.of(create ? views.createWhenMissing() : views.require());
            known = name;
        }
        return name.get();
    }

    /** The views may have gone: the next time they are looked for. */
    void forgetAfter(ServerException failure) {
        if (failure.kind() == Kind.NOT_FOUND) {
            known = Optional.empty();
        }
    }
}
