package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
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
 * Checks what must be true of a directory as a whole, at the start and after each change: every domain of ours has a
 * postmaster (RFC 5321 section 4.5.1). A directory without one is probably the wrong directory, such as an empty file
 * or that of another provider.
 */
public final class PostmasterCheck {

    private PostmasterCheck() {}

    /** {@link RecipientDirectory#resolve}, or a part of a directory that resolves in the same way. */
    @FunctionalInterface
    public interface Resolver {
        /** As {@link RecipientDirectory#resolve}. */
        Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException;
    }

    /**
     * The state of the postmasters.
     *
     * @param missing the domains without any document for {@code postmaster@}, sorted: such a directory must not be
     *     used
     * @param blocked the domains whose {@code postmaster@} leads to no mailbox, and why: the directory is used, but the
     *     operator has to fix this
     */
    @Immutable
    public record Result(List<String> missing, Map<String, BlockReason> blocked) {

        /** Copies the collections. */
        public Result {
            missing = List.copyOf(missing);
            blocked = Collections.unmodifiableMap(new TreeMap<>(blocked));
        }

        /**
         * Requires that the directory may be used.
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

    /** Checks the postmaster of each domain; a document whose address cannot be read does not count for any address. */
    public static Result of(AliasResolver resolver, LocalDomains domains) throws DirectoryUnavailableException {
        return of(
                (Resolver) address -> resolver.isKnown(address) ? resolver.resolve(address) : new Resolution.Unknown(),
                domains);
    }

    /**
     * Checks the postmaster of each domain.
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
