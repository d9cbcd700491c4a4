package org.sealmx.server.health;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.sealmx.measure.CertificateEnds;

/** <i>Degraded</i> when accounts are about to lose their last usable certificate, after which their mail waits. */
@ThreadSafe
public final class CertificatesHealthCheck implements HealthCheck {

    /** The name of the component in webadmin and in James' log. */
    public static final ComponentName NAME = new ComponentName("SealMX certificates");

    /** How early this warns. */
    public static final Duration SOON = Duration.ofDays(7);

    @SuppressWarnings("ThreadSafe") // Guice gives a singleton
    private final Provider<CertificateEnds> ends;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    /** Called by James' injector. */
    @Inject
    public CertificatesHealthCheck(Provider<CertificateEnds> ends, Clock clock) {
        this.ends = ends;
        this.clock = clock;
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
        Instant soon = clock.instant().plus(SOON);
        int accounts = ends.get().by(soon);
        return accounts == 0
                ? List.of()
                : List.of((accounts == 1 ? "1 account loses its" : accounts + " accounts lose their")
                        + " last usable certificate within " + SOON.toDays() + " days, the next "
                        + ends.get().next().map(next -> "on " + next).orElse("soon")
                        + "; check --expires-within " + SOON.toDays() + "d lists them");
    }
}
