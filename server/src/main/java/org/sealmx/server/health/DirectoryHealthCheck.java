package org.sealmx.server.health;

import java.util.List;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.directory.DirectoryHealth;
import reactor.core.publisher.Mono;

/**
 * Says in James' health check what is wrong with the directory: {@code additional.healthchecks} of
 * {@code healthcheck.properties}. A directory with problems is <i>degraded</i> and never <i>unhealthy</i>: known
 * accounts still get mail, and a server that is started again for a bad health would have forgotten them. Safe for use
 * by several threads.
 */
public final class DirectoryHealthCheck implements HealthCheck {

    /** The name of the component in webadmin and in James' log. */
    public static final ComponentName NAME = new ComponentName("SealMX directory");

    private final Provider<DirectoryHealth> directory;

    /**
     * Called by James' injector.
     *
     * @param directory is opened with the first check at the earliest, so that a start that fails says why in its own
     *     place
     */
    @Inject
    public DirectoryHealthCheck(Provider<DirectoryHealth> directory) {
        this.directory = directory;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromCallable(this::result);
    }

    private Result result() {
        List<String> problems = directory.get().lookForProblems();
        return problems.isEmpty() ? Result.healthy(NAME) : Result.degraded(NAME, String.join("; ", problems));
    }
}
