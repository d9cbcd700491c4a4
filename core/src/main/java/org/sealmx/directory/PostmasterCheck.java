package org.sealmx.directory;

import java.util.ArrayList;
import java.util.List;
import org.sealmx.smtp.EmailAddress;

/** Looks for domains whose postmaster cannot be written to, which RFC 5321 section 4.5.1 forbids. */
public final class PostmasterCheck {

    private PostmasterCheck() {}

    /** {@link RecipientDirectory#resolve}, or the same of its parts. */
    @FunctionalInterface
    public interface Resolver {
        Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException;
    }

    /**
     * The domains of ours for which {@code postmaster@} is unknown or blocked, sorted; empty when all is well.
     *
     * @throws DirectoryUnavailableException when the directory cannot answer now
     */
    public static List<String> domainsWithoutPostmaster(Resolver directory, LocalDomains domains)
            throws DirectoryUnavailableException {
        List<String> without = new ArrayList<>();
        for (String domain : domains.names()) {
            if (!hasPostmaster(directory, domain)) {
                without.add(domain);
            }
        }
        return List.copyOf(without);
    }

    private static boolean hasPostmaster(Resolver directory, String domain) throws DirectoryUnavailableException {
        try {
            return directory.resolve(EmailAddress.of("postmaster@" + domain)) instanceof Resolution.Routes;
        } catch (UntrustedAnswerException e) {
            // The postmaster is what is missing.
            return false;
        }
    }
}
