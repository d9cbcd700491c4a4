package org.sealmx.server.webadmin;

import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Answers requests below {@code /sealmx} that no route takes: other methods, other paths. Without this, James would
 * answer, and repeats the path that was asked for, decoded. Paths elsewhere are James' own. Pure functions.
 */
public final class OtherRequests {

    private static final String BASE = "/sealmx";
    private static final String TAKEN = "sealmx.taken";
    /** James answers it for every path, and repeats none. */
    private static final String OPTIONS = "OPTIONS";

    private OtherRequests() {}

    /** Has these requests answered. Each of our routes calls it, since any of them may be the only one. */
    public static void answer(Service service) {
        // after the routes and not one of them: these are found in the order in which somebody has listed them
        service.after(BASE, OtherRequests::refuse);
        service.after(BASE + "/*", OtherRequests::refuse);
    }

    /** Notes that a route takes a request. */
    static void taken(Request request) {
        request.attribute(TAKEN, true);
    }

    private static void refuse(Request request, Response response) {
        if (request.attribute(TAKEN) == null && !request.requestMethod().equals(OPTIONS)) {
            throw WebAdminErrors.notFound(
                    response, "SealMX has no route with this method and this path; docs/openapi.json lists them");
        }
    }
}
