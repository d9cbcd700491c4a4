package org.sealmx.directory;

import java.util.List;

/** What the directory knows about an address. An outage is not an answer: see {@link DirectoryUnavailableException}. */
public sealed interface Resolution {

    /**
     * Mail for the address goes along these routes.
     *
     * @param routes at least one, each mailbox once
     * @param blocked why further destinations of the alias lead nowhere, one entry each; usually empty
     * @param senderRule who may write to the address, by the identity of the address that was written to
     */
    record Routes(List<Route> routes, List<BlockReason> blocked, SenderRule senderRule) implements Resolution {
        /** @throws IllegalArgumentException when there is no route */
        public Routes {
            routes = List.copyOf(routes);
            blocked = List.copyOf(blocked);
            if (routes.isEmpty()) {
                throw new IllegalArgumentException("a resolution without any route is Blocked or Unknown");
            }
        }
    }

    /** There is no such address. */
    record Unknown() implements Resolution {}

    /**
     * The address is known and leads to no mailbox.
     *
     * @param reason of the first destination
     */
    record Blocked(BlockReason reason) implements Resolution {}
}
