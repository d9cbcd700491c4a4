package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.inject.Singleton;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.explain.Explainer;
import org.sealmx.explain.RecentMail;
import org.sealmx.policy.RecipientPolicy;

/** The directory, and what explains its answers. */
final class ExplainModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ExplainableDirectory.class).toProvider(DirectoryProvider.class).in(Singleton.class);
        bind(RecipientDirectory.class).to(ExplainableDirectory.class);
    }

    @Provides
    @Singleton
    RecentMail recentMail(Clock clock, SecureRandom random) {
        return new RecentMail(clock, random);
    }

    @Provides
    @Singleton
    Explainer explainer(ExplainableDirectory directory, RecipientPolicy policy, RecentMail recent, Clock clock) {
        return new Explainer(directory, policy, Optional.of(recent), clock, List.of());
    }
}
