package org.sealmx.directory.check;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.smtp.EmailAddress;

/** Rules for checks in tests: the defaults, with forwards. */
public final class TestRules {

    private TestRules() {}

    /** The rules of a server with these domains. */
    public static MailRules of(String... domains) {
        LocalDomains ours = LocalDomains.of(List.of(domains));
        ResolverSettings resolver = ResolverSettings.defaults();
        return new MailRules(
                resolver,
                new RecipientPolicy(
                        new Unasked(),
                        address -> resolver.isOurs(address, ours),
                        PolicySettings.defaults(),
                        Clock.systemUTC(),
                        new ChainLimits(StoreNames.any(), usable -> Optional.empty()).forwarding(),
                        false));
    }

    private record Unasked() implements RecipientDirectory {
        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            throw new DirectoryUnavailableException("a check asks nobody");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
