package org.sealmx.policy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;
import org.sealmx.smtp.ReversePath;

/** Policies and decisions for tests. */
public final class TestPolicies {

    /** The limits of a chain that accepts every account, and forwards nothing. */
    public static final ChainLimits NO_LIMITS = new ChainLimits(StoreNames.any(), usable -> Optional.empty());

    /** The limits of a chain that accepts every account, and forwards mail. */
    public static final ChainLimits FORWARDING = NO_LIMITS.forwarding();

    private static final String ALIAS = "alias@example.org";

    private TestPolicies() {}

    /** A policy for example.org, for a chain that takes every account, without addresses in the log. */
    public static RecipientPolicy of(RecipientDirectory directory, PolicySettings settings, Clock clock) {
        return of(directory, LocalDomains.of(List.of("example.org")), settings, clock, NO_LIMITS);
    }

    /** A policy without addresses in the log. */
    public static RecipientPolicy of(
            RecipientDirectory directory,
            LocalDomains domains,
            PolicySettings settings,
            Clock clock,
            ChainLimits limits) {
        return new RecipientPolicy(
                directory,
                address -> ResolverSettings.defaults().isOurs(address, domains),
                settings,
                clock,
                limits,
                false);
    }

    /** What is ours when that is example.org, and the domain in which the user ids are. */
    static OwnAddresses ours(String deliverDomain) {
        ResolverSettings settings = new ResolverSettings(RecipientDelimiter.none(), deliverDomain, 1, 1);
        return address -> settings.isOurs(address, LocalDomains.of(List.of("example.org")));
    }

    /** The policy's decision on a route with the shipped settings, where mail is forwarded. */
    public static Decision decision(Route route, Instant now) {
        return decision(route, now, PolicySettings.defaults(), FORWARDING);
    }

    /** The policy's decision on a route of an alias that has another route to which mail can be delivered. */
    public static Decision decision(Route route, Instant now, PolicySettings settings, ChainLimits limits) {
        SealableCertificates certificates = usable -> usable.equals(TestRoutes.USABLE)
                ? Optional.empty()
                : limits.certificates().problemWith(usable);
        RecipientPolicy policy = of(
                new ScriptedDirectory().routes(ALIAS, route, TestRoutes.usable("sibling")),
                LocalDomains.of(List.of("example.org")),
                settings,
                Clock.fixed(now, ZoneOffset.UTC),
                new ChainLimits(limits.names(), certificates, limits.mailboxes(), limits.forwards()));
        Verdict verdict = policy.atData(ReversePath.nullPath(), EmailAddress.of(ALIAS));
        if (verdict instanceof Verdict.Accept accept) {
            return accept.decisions().get(0);
        }
        throw new AssertionError("the sibling is refused: " + verdict);
    }
}
