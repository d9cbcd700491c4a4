package org.sealmx.tools.policy;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.mailets.Stores;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.MailboxCheck;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.smtp.EmailAddress;

/** Makes the policy that a server with a configuration would have. Pure functions. */
public final class ConfiguredPolicy {

    private ConfiguredPolicy() {}

    /**
     * The policy.
     *
     * @param directory resolves recipients
     * @param chain which certificates can be sealed to
     * @param mailboxes asked at RCPT whether the store takes mail
     */
    public static RecipientPolicy of(
            SealMxConfiguration configuration,
            RecipientDirectory directory,
            SealableCertificates chain,
            MailboxCheck mailboxes) {
        return new RecipientPolicy(
                directory,
                address -> configuration.resolver().isOurs(address, configuration.domains()),
                configuration.policy(),
                Clock.systemUTC(),
                new ChainLimits(
                        Stores.accountsOf(configuration.store().word()),
                        chain,
                        mailboxes,
                        configuration.forward().hop().isPresent()),
                configuration.logAddresses());
    }

    /**
     * A policy for {@link RecipientPolicy#explaining}, which has no directory of its own, and asks no store.
     *
     * @param chain which certificates can be sealed to
     */
    public static RecipientPolicy withoutDirectory(SealMxConfiguration configuration, SealableCertificates chain) {
        return of(configuration, new NoDirectory(), chain, MailboxCheck.none());
    }

    /** Is never asked. */
    @ThreadSafe
    private record NoDirectory() implements RecipientDirectory {
        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            throw new DirectoryUnavailableException("this policy has no directory");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /**
     * What the configured chain can seal to.
     *
     * @throws org.sealmx.server.config.StartUpException when {@code mailetcontainer.xml} cannot be read
     */
    public static SealableCertificates chain(FileSystem files, JamesDirectoriesProvider folders) {
        return ConfiguredChain.certificates(files, folders);
    }
}
