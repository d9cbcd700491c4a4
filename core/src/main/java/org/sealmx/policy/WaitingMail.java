package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.Route;

/** Is told, at RCPT and after DATA, that mail has to wait because an account has no usable certificate. */
@ThreadSafe
@FunctionalInterface
public interface WaitingMail {

    /**
     * Mail for an account is deferred. Called for each refusal; must return at once, and throw nothing.
     *
     * @param route to the account
     * @param reason in words, as in the operator's log, without addresses
     */
    void waits(Route route, String reason);

    /** Nobody is told. */
    static WaitingMail unnoticed() {
        return (route, reason) -> {};
    }
}
