package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.directory.Route;
import org.sealmx.smtp.ReversePath;

/** What a store can say at RCPT, before there is a message. A store that has nothing to say inherits that. */
@ThreadSafe
public interface RcptAdvice {

    /**
     * Why the store would refuse mail for an account, if it knows already. Answers within a minute or two, since
     * Postfix waits for five (lmtp_rcpt_timeout). Whatever goes wrong is returned, not thrown.
     *
     * @param sender of the envelope
     * @param route to the account
     * @param size of the message in octets as its sender has declared it, which is less than the sealed message has; 0
     *     when it has not
     * @return {@link StoreResult.Full}, {@link StoreResult.TooLarge}, {@link StoreResult.Refused} or
     *     {@link StoreResult.Unavailable}; empty otherwise
     */
    default Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
        return Optional.empty();
    }
}
