package org.sealmx.server.chain;

import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.mailets.DeliverToCouchDb;
import org.sealmx.mailets.DeliverToMailbox;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** {@code store} of {@code sealmx.properties} and the delivery mailets of {@code mailetcontainer.xml} speak of the same store. Stateless. */
public final class StoreCheck {

    private StoreCheck() {}

    /**
     * Checks that the mailet of the store is there and that of the other is not.
     *
     * @throws StartUpException naming both files and what to change
     */
    public static void check(Store store, HierarchicalConfiguration<ImmutableNode> container) {
        Class<?> wanted = store == Store.COUCHDB ? DeliverToCouchDb.class : DeliverToMailbox.class;
        Class<?> other = store == Store.COUCHDB ? DeliverToMailbox.class : DeliverToCouchDb.class;
        ConfiguredProcessors processors = ConfiguredProcessors.from(container);
        if (!processors.hold(wanted) || processors.hold(other)) {
            throw new StartUpException(
                    "mailetcontainer.xml: with this store in sealmx.properties messages are delivered by "
                            + wanted.getName() + " and not by " + other.getName() + "; change the one or the other");
        }
    }
}
