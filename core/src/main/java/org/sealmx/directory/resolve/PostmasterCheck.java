package org.sealmx.directory.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.smtp.EmailAddress;

/**
 * What must be true of a directory as a whole, at start and after each change: every domain of ours has a postmaster
 * (RFC 5321 section 4.5.1). A directory without one is not the directory that was meant, such as an empty file or one
 * of another provider.
 */
public final class PostmasterCheck {

    private PostmasterCheck() {}

    /** {@link RecipientDirectory#resolve}, or the same of its parts. */
    @FunctionalInterface
    public interface Resolver {
        /** As {@link RecipientDirectory#resolve}. */
        Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException;
    }

    /**
     * How the postmasters fare. Immutable.
     *
     * @param missing the domains without any document for {@code postmaster@}, sorted: mail must not be answered from
     *     such a directory
     * @param blocked the domains whose {@code postmaster@} leads to no mailbox, and why: mail is answered, and somebody
     *     has to see to it
     */
    public record Result(List<String> missing, Map<String, BlockReason> blocked) {

        /** Takes copies. */
        public Result {
            missing = List.copyOf(missing);
            blocked = Collections.unmodifiableMap(new TreeMap<>(blocked));
        }

        /**
         * The directory may be used.
         *
         * @param place names the directory
         * @throws DirectoryConfigurationException naming the domains without a postmaster and what to do
         */
        public void requireAll(String place) throws DirectoryConfigurationException {
            if (!missing.isEmpty()) {
                throw new DirectoryConfigurationException(place + " has no identity for postmaster@ of "
                        + String.join(", ", missing)
                        + ", which every domain must have (RFC 5321 section 4.5.1); add one");
            }
        }
    }

    /** The address of a domain's postmaster. */
    public static EmailAddress postmasterOf(String domain) {
        return EmailAddress.of("postmaster@" + domain);
    }

    /** As the other, by the documents that there are: one whose address cannot be read is nobody's. */
    public static Result of(AliasResolver resolver, LocalDomains domains) throws DirectoryUnavailableException {
        return of(
                (Resolver) address -> resolver.isKnown(address) ? resolver.resolve(address) : new Resolution.Unknown(),
                domains);
    }

    /**
     * Looks at the postmaster of each domain.
     *
     * @throws DirectoryUnavailableException when the directory cannot answer now
     */
    public static Result of(Resolver directory, LocalDomains domains) throws DirectoryUnavailableException {
        List<String> missing = new ArrayList<>();
        Map<String, BlockReason> blocked = new TreeMap<>();
        for (String domain : domains.names()) {
            Resolution resolution = resolve(directory, postmasterOf(domain));
            if (resolution instanceof Resolution.Unknown) {
                missing.add(domain);
            } else if (resolution instanceof Resolution.Blocked dead) {
                blocked.put(domain, dead.reason());
            }
        }
        return new Result(missing, blocked);
    }

    private static Resolution resolve(Resolver directory, EmailAddress postmaster)
            throws DirectoryUnavailableException {
        try {
            return directory.resolve(postmaster);
        } catch (UntrustedAnswerException e) {
            // the postmaster is what is missing
            return new Resolution.Unknown();
        }
    }
}
