package org.sealmx.server.startup;

import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sealmx.mailets.Deliver;
import org.sealmx.mailets.ForwardSealed;
import org.sealmx.server.config.SealMxConfiguration;

/**
 * Checks that forwards come to a {@link ForwardSealed} before they come to a delivery to the store, which does not take
 * them. Without {@code forward-hop} there are none.
 */
public final class ForwardCheck implements StartUpCheck {

    private final MailetContainer container;
    private final boolean forwards;

    /** Called by James' injector. */
    @Inject
    public ForwardCheck(MailetContainer container, SealMxConfiguration configuration) {
        this(container, configuration.forward().hop().isPresent());
    }

    ForwardCheck(MailetContainer container, boolean forwards) {
        this.container = container;
        this.forwards = forwards;
    }

    /** {@inheritDoc} Each processor is checked that delivers to the store. */
    @Override
    public void check() throws ConfigurationException {
        if (forwards) {
            ConfiguredProcessors processors = container.processors();
            for (String name : processors.reachable()) {
                check(name, processors.mailetsOf(name));
            }
        }
    }

    private static void check(String processor, List<ConfiguredMailet> mailets) {
        for (ConfiguredMailet mailet : mailets) {
            if (mailet.is(ForwardSealed.class)) {
                return;
            }
            if (mailet.is(Deliver.class)) {
                throw MailetChainCheck.wrong(
                        processor,
                        ForwardSealed.class.getName() + " is missing before " + mailet.className()
                                + ", but sealmx.properties has forward-hop; add it after EncryptForRecipient, or remove"
                                + " forward-hop");
            }
        }
    }
}
