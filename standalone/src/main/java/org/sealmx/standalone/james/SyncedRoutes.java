package org.sealmx.standalone.james;

import com.google.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.sealmx.standalone.database.MailDatabase;
import spark.Service;

/**
 * No route of its own: webadmin confirms a change of users, domains, aliases or quotas when it is on the disk. Without
 * it the administrator would be told of changes that a power failure undoes.
 */
final class SyncedRoutes implements Routes {

    private static final String OPENED = SyncedRoutes.class.getName();

    private final MailDatabase database;

    @Inject
    SyncedRoutes(MailDatabase database) {
        this.database = database;
    }

    @Override
    public String getBasePath() {
        return "/";
    }

    @Override
    public void define(Service service) {
        service.before((request, response) -> request.attribute(OPENED, database.opened()));
        service.after((request, response) -> {
            if (!request.requestMethod().equals("GET")) {
                database.sync(request.<Long>attribute(OPENED));
            }
        });
    }
}
