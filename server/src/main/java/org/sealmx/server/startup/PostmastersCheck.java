package org.sealmx.server.startup;

import javax.inject.Inject;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.resolve.PostmasterCheck;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that each domain has a postmaster in the directory (RFC 5321 section 4.5.1). A directory that cannot answer
 * now does not prevent the start, and neither does a postmaster that cannot receive mail: both are only logged.
 */
public final class PostmastersCheck implements StartUpCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(PostmastersCheck.class);

    private final RecipientDirectory directory;
    private final SealMxConfiguration configuration;

    /** Called by James' injector. */
    @Inject
    public PostmastersCheck(RecipientDirectory directory, SealMxConfiguration configuration) {
        this.directory = directory;
        this.configuration = configuration;
    }

    @Override
    public void check() {
        try {
            PostmasterCheck.Result postmasters = PostmasterCheck.of(directory::resolve, configuration.domains());
            postmasters.requireAll("the directory");
            if (configuration.directory() instanceof DirectorySource.CouchDb) {
                // a directory in a file reports this itself, and names the document
                postmasters
                        .blocked()
                        .forEach((domain, reason) -> LOGGER.error(
                                "postmaster@ of {} cannot receive mail: {}. Fix its identity, or point postmaster@ elsewhere.",
                                domain,
                                reason.words()));
            }
        } catch (DirectoryConfigurationException e) {
            throw StartUpException.because(e);
        } catch (DirectoryUnavailableException e) {
            LOGGER.warn("It is not known whether each domain has a postmaster: {}", e.getMessage());
        }
    }
}
