package org.sealmx.server.health;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.server.selftest.SelfTest;

/**
 * Seals a message to a throw-away key and opens it again. <i>Unhealthy</i> when that fails: this process cannot seal,
 * and all mail waits.
 */
@ThreadSafe
public final class SealingHealthCheck implements HealthCheck {

    /** The name of the component in webadmin and in James' log. */
    public static final ComponentName NAME = new ComponentName("SealMX sealing");

    @SuppressWarnings("ThreadSafe") // Guice gives a singleton
    private final Provider<SelfTest> test;

    /** Called by James' injector. */
    @Inject
    public SealingHealthCheck(Provider<SelfTest> test) {
        this.test = test;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Checks.waiting(this::result);
    }

    private Result result() {
        Optional<String> problem = test.get().problem();
        return problem.map(why -> Result.unhealthy(NAME, why)).orElseGet(() -> Result.healthy(NAME));
    }
}
