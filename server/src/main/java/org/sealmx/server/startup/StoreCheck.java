package org.sealmx.server.startup;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.mailets.DeliverToCouchDb;
import org.sealmx.mailets.DeliverToMailbox;
import org.sealmx.mailets.DeliverToSoledad;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** {@code store} of {@code sealmx.properties} and the delivery mailets of {@code mailetcontainer.xml} speak of the same store. Stateless. */
public final class StoreCheck {

    private static final Map<Store, Class<?>> MAILETS = Map.of(
            Store.MAILBOX, DeliverToMailbox.class,
            Store.COUCHDB, DeliverToCouchDb.class,
            Store.SOLEDAD, DeliverToSoledad.class);

    private StoreCheck() {}

    /**
     * Checks that the mailet of the store is there and that those of the others are not.
     *
     * @throws StartUpException naming both files and what to change
     */
    public static void check(Store store, HierarchicalConfiguration<ImmutableNode> container) {
        ConfiguredProcessors processors = ConfiguredProcessors.from(container);
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
