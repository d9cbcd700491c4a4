package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/** What the directory knows about an address. An outage is not an answer: see {@link DirectoryUnavailableException}. */
@Immutable
public sealed interface Resolution {

    /**
     * Mail for the address takes these routes.
     *
     * @param routes at least one, each mailbox once
     * @param blocked why further destinations of the alias lead nowhere, one entry each; usually empty
     * @param senderRule who may write to the address, according to the identity of the address that the mail was sent
     *     to
     */
    @Immutable
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

    /** The address does not exist. */
    @Immutable
    record Unknown() implements Resolution {}

    /**
     * The address is known and leads to no mailbox.
     *
     * @param reason why the first destination leads nowhere
     */
    @Immutable
    record Blocked(BlockReason reason) implements Resolution {}
}
