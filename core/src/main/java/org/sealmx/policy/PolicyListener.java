package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.Route;
import org.sealmx.smtp.EmailAddress;

/** Told what the policy considers on the way to a verdict. An implementation returns quickly and throws nothing. */
@ThreadSafe
public interface PolicyListener {

    /**
     * The policy has decided about a route, or the store has objected to one that the policy accepts.
     *
     * @param asked the address that leads to the route
     */
    void decided(Decision decision, EmailAddress asked);

    /**
     * An alias has a destination without a mailbox in addition to one that has a mailbox.
     *
     * @param sibling the first destination with a mailbox
     */
    void deadEnd(Route sibling, BlockReason reason);

    /** The directory did not answer. */
    void unavailable(DirectoryUnavailableException outage);

    /** The policy itself failed. */
    void failed(RuntimeException failure);

    /** The policy reached a verdict. */
    void succeeded();
}
