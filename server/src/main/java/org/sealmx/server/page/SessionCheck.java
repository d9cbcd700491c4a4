package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.session.Account;

/** Ends the sessions of a login that is gone, and those that began with another password than it has now. */
@ThreadSafe
final class SessionCheck {

    private final SignedIn signedIn;
    private final Logins logins;

    SessionCheck(SignedIn signedIn, Logins logins) {
        this.signedIn = signedIn;
        this.logins = logins;
    }

    /**
     * Whether the session of the request goes on.
     *
     * @throws LoginsUnavailableException when that cannot be found out now; the session stays
     */
    boolean passes(PageRequest request, Account account) throws LoginsUnavailableException {
        if (!logins.exists(account.user())) {
            signedIn.endAll(account);
            return false;
        }
        Optional<String> password = signedIn.passwordToVerify(request);
        if (password.isEmpty()) {
            return true;
        }
        if (logins.verify(account.user(), password.get()).isEmpty()) {
            // sessions that began with the new password go on
            signedIn.end(request);
            return false;
        }
        signedIn.verified(request);
        return true;
    }
}
