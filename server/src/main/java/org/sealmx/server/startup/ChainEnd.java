package org.sealmx.server.startup;

import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.mailets.AttemptMailet;
import org.sealmx.mailets.Deliver;
import org.sealmx.mailets.ForwardSealed;
import org.sealmx.mailets.Sealing;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.server.config.StartUpException;

/**
 * What the end of the chain in {@code mailetcontainer.xml} seals with and stores into, for mail that SealMX itself
 * writes: further instances of the mailets of the first processor that delivers to the store, with their parameters.
 * Immutable.
 */
@Singleton
public final class ChainEnd {

    private final MessageSealer sealer;
    private final SealedStore store;

    /**
     * Called by James' injector.
     *
     * @throws StartUpException when no processor delivers to the store, or a parameter is wrong
     */
    @Inject
    public ChainEnd(MailetContainer container) {
        try {
            ConfiguredMailet sealing = null;
            ConfiguredProcessors processors = container.processors();
            for (String processor : processors.reachable()) {
                for (ConfiguredMailet mailet : processors.mailetsOf(processor)) {
                    if (mailet.is(Sealing.class)) {
                        sealing = mailet;
                    } else if (sealing != null && mailet.is(Deliver.class) && !mailet.is(ForwardSealed.class)) {
                        this.sealer =
                                initialised(container, sealing, Sealing.class).sealer();
                        this.store =
                                initialised(container, mailet, Deliver.class).store();
                        return;
                    }
                }
                sealing = null;
            }
        } catch (ConfigurationException e) {
            throw StartUpException.because(e);
        }
        throw new StartUpException("mailetcontainer.xml: no processor seals mail and then delivers it to the store");
    }

    private static <T> T initialised(MailetContainer container, ConfiguredMailet mailet, Class<T> kind) {
        T made = container.make(mailet, kind);
        try {
            if (made instanceof AttemptMailet known) {
                known.init(mailet.config());
            }
            return made;
        } catch (MessagingException e) {
            throw StartUpException.because(e);
        }
    }

    /** Seals as the chain does. */
    public MessageSealer sealer() {
        return sealer;
    }

    /** The store as the chain uses it. */
    public SealedStore store() {
        return store;
    }
}
