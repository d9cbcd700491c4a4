package org.sealmx.server.webadmin.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.tasks.TaskFromRequest;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.sealmx.server.webadmin.HostCheck;
import org.sealmx.server.webadmin.OtherRequests;
import org.sealmx.server.webadmin.WebAdminErrors;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code POST /sealmx/directory?task=validate} checks every document of the directory as a task of James, with its
 * progress at {@code /tasks/{id}}. It changes nothing.
 */
public final class DirectoryRoutes implements Routes {

    /** The path. */
    public static final String PATH = "/sealmx/directory";

    private static final String TASK = "task";
    private static final String EXPIRES_WITHIN = "expires-within";
    private static final Set<String> PARAMETERS = Set.of(TASK, EXPIRES_WITHIN);
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");

    private final TaskManager tasks;
    private final Provider<DirectoryValidation> validation;
    private final HostCheck hosts;
    private final JsonTransformer json;

    /**
     * Called by James' injector.
     *
     * @param validation made not before the first request, so that a failing start is reported by the start itself
     */
    @Inject
    public DirectoryRoutes(
            TaskManager tasks, Provider<DirectoryValidation> validation, HostCheck hosts, JsonTransformer json) {
        this.tasks = tasks;
        this.validation = validation;
        this.hosts = hosts;
        this.json = json;
    }

    @Override
    public String getBasePath() {
        return PATH;
    }

    @Override
    public void define(Service service) {
        service.post(
                PATH,
                (request, response) -> {
                    hosts.require(request, response);
                    TaskFromRequest task = asked -> task(asked, response);
                    return task.asRoute(tasks).handle(request, response);
                },
                json);
        OtherRequests.answer(service);
    }

    private ValidationTask task(Request request, Response response) {
        boolean valid = PARAMETERS.containsAll(request.queryParams())
                && request.queryParamsValues(TASK) != null
                && "validate".equals(String.join(",", request.queryParamsValues(TASK)));
        if (!valid) {
            throw WebAdminErrors.badRequest(
                    response, "the parameters are task=validate and, if wanted, expires-within such as 30d");
        }
        return new ValidationTask(validation.get(), expiresWithin(request, response));
    }

    private static Optional<Duration> expiresWithin(Request request, Response response) {
        String[] values = request.queryParamsValues(EXPIRES_WITHIN);
        if (values == null) {
            return Optional.empty();
        }
        var days = DAYS.matcher(String.join(",", values));
        if (!days.matches()) {
            throw WebAdminErrors.badRequest(response, "expires-within must be from 1d to 9999d, such as 30d");
        }
        return Optional.of(Duration.ofDays(Long.parseLong(days.group(1))));
    }
}
