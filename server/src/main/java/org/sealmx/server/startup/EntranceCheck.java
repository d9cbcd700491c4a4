package org.sealmx.server.startup;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.server.config.StartUpException;

/**
 * Checks that mail comes in only via SealMX' LMTP server. James' SMTP servers answer 250 and put the unencrypted
 * message into James' queue, and its spooler keeps failed mail in an error repository: both must be off.
 */
public final class EntranceCheck implements StartUpCheck {

    private static final String MEMORY = "memory:";

    private final ConfigurationProvider configurations;

    /** Called by James' injector. */
    @Inject
    public EntranceCheck(ConfigurationProvider configurations) {
        this.configurations = configurations;
    }

    @Override
    public void check() throws ConfigurationException {
        List<HierarchicalConfiguration<ImmutableNode>> smtp =
                configurations.getConfiguration("smtpserver").configurationsAt("smtpserver");
        if (smtp.stream().anyMatch(server -> server.getBoolean("[@enabled]", true))) {
            throw new StartUpException(
                    "smtpserver.xml: SMTP must be off, since James would put mail in the clear into its queue. Set"
                            + " <smtpserver enabled=\"false\"/>; Postfix receives the mail.");
        }
        HierarchicalConfiguration<ImmutableNode> container = configurations.getConfiguration("mailetcontainer");
        if (!Optional.ofNullable(container.getString("spooler.threads")).equals(Optional.of("0"))) {
            throw new StartUpException(
                    "mailetcontainer.xml: <threads> of <spooler> must be 0: mail is processed while Postfix waits,"
                            + " and nothing may be queued");
        }
        String errors = container.getString("spooler.errorRepository", "");
        if (!errors.startsWith(MEMORY)) {
            throw new StartUpException("mailetcontainer.xml: <errorRepository> of <spooler> must begin with " + MEMORY
                    + ", or a message could be kept on disk in the clear");
        }
    }
}
