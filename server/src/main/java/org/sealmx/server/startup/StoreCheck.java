package org.sealmx.server.startup;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.mailets.DeliverToCouchDb;
import org.sealmx.mailets.DeliverToMailbox;
import org.sealmx.mailets.DeliverToSoledad;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** {@code store} of {@code sealmx.properties} and the delivery mailets of {@code mailetcontainer.xml} speak of the same store. */
public final class StoreCheck implements StartUpCheck {

    private static final Map<Store, Class<?>> MAILETS = Map.of(
            Store.MAILBOX, DeliverToMailbox.class,
            Store.COUCHDB, DeliverToCouchDb.class,
            Store.SOLEDAD, DeliverToSoledad.class);

    private final ConfigurationProvider configurations;
    private final Store store;

    /** Called by James' injector. */
    @Inject
    public StoreCheck(ConfigurationProvider configurations, SealMxConfiguration configuration) {
        this(configurations, configuration.store());
    }

    StoreCheck(ConfigurationProvider configurations, Store store) {
        this.configurations = configurations;
        this.store = store;
    }

    /** {@inheritDoc} The mailet of the store must be there, and those of the others must not. */
    @Override
    public void check() throws ConfigurationException {
        ConfiguredProcessors processors = ConfiguredProcessors.from(configurations);
        for (Store other : Store.values()) {
            if (processors.hold(mailetOf(other)) != (other == store)) {
                throw new StartUpException(
                        "mailetcontainer.xml: with store=" + store.name().toLowerCase(Locale.ROOT)
                                + " in sealmx.properties messages are delivered by "
                                + mailetOf(store).getName()
                                + " and by no other mailet; change one of them");
            }
        }
    }

    private static Class<?> mailetOf(Store store) {
        return Optional.ofNullable(MAILETS.get(store)).orElseThrow();
    }
}
