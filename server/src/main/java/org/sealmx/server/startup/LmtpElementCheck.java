package org.sealmx.server.startup;

import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.server.config.StartUpException;

/**
 * Checks that {@code lmtpserver.xml} has SealMX' LMTP server exactly once, with known elements only, and that James'
 * own is off, since it answers 250 before it has stored a message.
 */
public final class LmtpElementCheck implements StartUpCheck {

    private final ConfigurationProvider configurations;

    /** Called by James' injector. */
    @Inject
    public LmtpElementCheck(ConfigurationProvider configurations) {
        this.configurations = configurations;
    }

    @Override
    public void check() throws ConfigurationException {
        if (configurations.getConfiguration("lmtpserver").configurationsAt("lmtpserver").stream()
                .anyMatch(server -> server.getBoolean("[@enabled]", true))) {
            throw new StartUpException(
                    "lmtpserver.xml: James' own <lmtpserver> is enabled and would answer 250 for mail that"
                            + " has not been stored; disable it with enabled=\"false\"");
        }
        HierarchicalConfiguration<ImmutableNode> element = elementOf(configurations);
        StrictElements.check(element);
        if (!element.getBoolean("[@enabled]", true)) {
            throw new ConfigurationException(
                    "lmtpserver.xml: <sealmx> is disabled, so no mail would be accepted; remove enabled=\"false\"");
        }
    }

    /**
     * The element {@code <sealmx>}.
     *
     * @throws StartUpException when it is missing or appears more than once
     * @throws ConfigurationException when {@code lmtpserver.xml} cannot be read
     */
    public static HierarchicalConfiguration<ImmutableNode> elementOf(ConfigurationProvider configurations)
            throws ConfigurationException {
        List<HierarchicalConfiguration<ImmutableNode>> elements =
                configurations.getConfiguration("lmtpserver").configurationsAt("sealmx");
        if (elements.size() != 1) {
            throw new StartUpException("lmtpserver.xml: the element <sealmx> must appear exactly once; found "
                    + elements.size() + " (<bind> accepts several addresses)");
        }
        return elements.get(0);
    }

    /** {@code maxmessagesize}, in octets; 0 when it is not set. */
    static long maxMessageSize(ConfigurationProvider configurations) throws ConfigurationException {
        return 1024 * elementOf(configurations).getLong("maxmessagesize", 0);
    }
}
