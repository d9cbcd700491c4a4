package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.server.page.session.Account;

/** The IMAP logins. */
@ThreadSafe
interface Logins {

    /** The name in the form in which names are compared; empty when nobody can have such a name. */
    Optional<String> canonical(String name);

    /**
     * Verifies a password.
     *
     * @param name in canonical form
     * @return empty when nobody has this name and this password
     * @throws LoginsUnavailableException when that cannot be found out now
     */
    Optional<Account> verify(String name, String password) throws LoginsUnavailableException;

    /**
     * Whether there still is such a login.
     *
     * @throws LoginsUnavailableException when that cannot be found out now
     */
    boolean exists(String name) throws LoginsUnavailableException;
}
