package org.sealmx.server.health;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.directory.DirectoryHealth;

/**
 * Reports problems of the directory in James' health check; {@code additional.healthchecks} in
 * {@code healthcheck.properties} names this class. A directory with problems is <i>degraded</i> and never
 * <i>unhealthy</i>: known accounts still get mail, and a server that was restarted because it is unhealthy would have
 * forgotten them.
 */
@ThreadSafe
public final class DirectoryHealthCheck implements HealthCheck {

    /** The name of the component in webadmin and in James' log. */
    public static final ComponentName NAME = new ComponentName("SealMX directory");

    /** From when on it is said that changes may be missed. */
    static final Duration LONG = Duration.ofMinutes(1);

    @SuppressWarnings("ThreadSafe") // Guice gives a singleton
    private final Provider<DirectoryHealth> directory;

    /**
     * Called by James' injector.
     *
     * @param directory opened not before the first check, so that a failing start is reported by the start itself
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
        return Checks.degradedBy(NAME, this::problems);
    }

    private List<String> problems() {
        DirectoryHealth health = directory.get();
        List<String> problems = new ArrayList<>(health.lookForProblems());
        Duration lag = health.lag();
        if (lag.compareTo(LONG) >= 0) {
            problems.add("changes of the directory have not been seen for " + lag.toSeconds() + " s");
        }
        return problems;
    }
}
