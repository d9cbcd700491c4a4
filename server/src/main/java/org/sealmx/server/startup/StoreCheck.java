package org.sealmx.server.startup;

import java.util.Collections;
import java.util.Set;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.mailets.Deliver;
import org.sealmx.mailets.ForwardSealed;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that {@code store} of {@code sealmx.properties} and the delivery mailets of {@code mailetcontainer.xml} mean
 * the same store, and that it keeps each message once.
 */
public final class StoreCheck implements StartUpCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreCheck.class);

    /** What a store must promise one of, so that retries do not fill mailboxes. */
    private static final Set<StorePromise> ENOUGH =
            Set.of(StorePromise.IDEMPOTENT, StorePromise.ONCE_UNLESS_ANSWER_LOST);

    private final MailetContainer container;
    private final Store store;

    /** Called by James' injector. */
    @Inject
    public StoreCheck(MailetContainer container, SealMxConfiguration configuration) {
        this(container, configuration.store());
    }

    StoreCheck(MailetContainer container, Store store) {
        this.container = container;
        this.store = store;
    }

    /** {@inheritDoc} There must be a mailet for this store, and none for another. */
    @Override
    public void check() throws ConfigurationException {
        boolean delivered = false;
        for (ConfiguredMailet mailet : container.processors().all(Deliver.class)) {
            if (mailet.is(ForwardSealed.class)) {
                continue;
            }
            check(mailet, container.make(mailet, Deliver.class).store());
            delivered = true;
        }
        if (!delivered) {
            throw new StartUpException(
                    "mailetcontainer.xml: no mailet delivers to the store of sealmx.properties, store=" + store.word()
                            + "; add it after EncryptForRecipient");
        }
    }

    private void check(ConfiguredMailet mailet, SealedStore delivered) {
        if (!delivered.name().equals(store.word())) {
            throw new StartUpException("mailetcontainer.xml: " + mailet.className() + " delivers to store="
                    + delivered.name() + ", but sealmx.properties has store=" + store.word()
                    + "; change one of them");
        }
        if (Collections.disjoint(delivered.promises(), ENOUGH)) {
            throw new StartUpException(
                    "mailetcontainer.xml: " + mailet.className() + " delivers to a store that does not"
                            + " promise to keep each message once, so a retry would store it again; wrap the store in a"
                            + " JournaledStore");
        }
        if (!delivered.promises().contains(StorePromise.DURABLE)) {
            LOGGER.info("store={} does not promise by itself that a message survives a power failure", store.word());
        }
    }
}
