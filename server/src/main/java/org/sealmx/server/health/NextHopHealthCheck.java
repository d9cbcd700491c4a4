package org.sealmx.server.health;

import com.google.errorprone.annotations.ThreadSafe;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Provider;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.store.SealedStore;

/**
 * Opens a session, with TLS and the login as configured, with the server that forwards mail ({@code forward-hop}), and
 * ends it without a message. One that does not work is <i>degraded</i>; without forwards the check is healthy. The
 * server of {@code store=lmtp} is the store, and {@link StoreHealthCheck} asks it.
 */
@ThreadSafe
public final class NextHopHealthCheck implements HealthCheck {

    /** The name of the component in webadmin and in James' log. */
    public static final ComponentName NAME = new ComponentName("SealMX next hop");

    @SuppressWarnings("ThreadSafe") // Guice gives a singleton
    private final Provider<SealedStore> forwards;

    /** Called by James' injector. */
    @Inject
    public NextHopHealthCheck(@Named(ForwardStore.NAME) Provider<SealedStore> forwards) {
        this.forwards = forwards;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Checks.degradedBy(NAME, () -> forwards.get().problem().stream().toList());
    }
}
