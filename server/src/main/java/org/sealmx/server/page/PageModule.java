package org.sealmx.server.page;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.james.core.healthcheck.HealthCheck;
import org.sealmx.explain.Explainer;
import org.sealmx.explain.ExplanationJson;
import org.sealmx.server.config.PageConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.server.page.session.RateLimit;
import org.sealmx.server.page.session.Sessions;

/** The page in James' injector. Nothing of it is made while it is off. */
public final class PageModule extends AbstractModule {

    /** James' name for all checks, those that {@code healthcheck.properties} adds included. */
    private static final String ALL_CHECKS = "resolved-checks";

    @Provides
    @Singleton
    PageSite site(
            SealMxConfiguration configuration,
            JamesLogins logins,
            SignedIn signedIn,
            PageSite.Parts parts,
            Clock clock) {
        PageConfiguration page = configuration.page().orElseThrow();
        return new PageSite(
                new RequestRules(page.origins()),
                signedIn,
                new SignIn(logins, RateLimit.ofLogins(clock), signedIn, System::nanoTime),
                new SessionCheck(signedIn, logins),
                parts);
    }

    @Provides
    @Singleton
    SignedIn signedIn(SealMxConfiguration configuration, SecureRandom random, Clock clock) {
        PageConfiguration page = configuration.page().orElseThrow();
        return new SignedIn(
                new Sessions(random, page.idle(), page.session(), clock), new SessionCookie(page.isHttps()));
    }

    @Provides
    @Singleton
    PageSite.Parts parts(
            Explainer explainer,
            DirectoryDesk desk,
            TestMessage mail,
            @Named(ALL_CHECKS) Provider<Set<HealthCheck>> checks,
            Clock clock) {
        return new PageSite.Parts(
                new AccountView(explainer::explain),
                new Upload(desk, RateLimit.ofUploads(clock)),
                mail,
                RateLimit.ofMessages(clock),
                new OperatorView(
                        explainer::explain, explanation -> PageResponse.json(200, ExplanationJson.of(explanation))),
                new HealthReport(checks::get, clock));
    }
}
