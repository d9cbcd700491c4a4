package org.sealmx.server.health;

import com.google.errorprone.annotations.ThreadSafe;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.mailets.Stores;
import org.sealmx.server.config.SealMxConfiguration;

/**
 * Asks the store that {@code store} in {@code sealmx.properties} names whether it answers; nothing is stored. A store
 * that does not is <i>degraded</i>: mail waits in Postfix' queue, and a restart of this server would not help.
 */
@ThreadSafe
public final class StoreHealthCheck implements HealthCheck {

    /** The name of the component in webadmin and in James' log. */
    public static final ComponentName NAME = new ComponentName("SealMX store");

    @SuppressWarnings("ThreadSafe") // Guice gives singletons
    private final Provider<SealedStore> store;

    /**
     * Called by James' injector.
     *
     * @param stores the store is opened not before the first check, so that a failing start is reported by the start
     */
    @Inject
    public StoreHealthCheck(Provider<Stores> stores, Provider<SealMxConfiguration> configuration) {
        this(() -> stores.get().named(configuration.get().store().word()));
    }

    StoreHealthCheck(Provider<SealedStore> store) {
        this.store = store;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Checks.degradedBy(NAME, () -> store.get().problem().stream().toList());
    }
}
