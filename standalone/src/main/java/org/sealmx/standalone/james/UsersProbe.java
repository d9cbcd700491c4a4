package org.sealmx.standalone.james;

import com.google.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.apache.james.utils.GuiceProbe;

/** Gives users their passwords, in a James that runs. */
final class UsersProbe implements GuiceProbe {

    private final UsersRepository users;

    @Inject
    UsersProbe(UsersRepository users) {
        this.users = users;
    }

    /**
     * Adds the user if there is none.
     *
     * @param replacing whether the one that there is gets this password
     */
    void put(Username name, String password, boolean replacing) throws UsersRepositoryException {
        User known = users.getUserByName(name);
        if (known == null) {
            users.addUser(name, password);
        } else if (replacing) {
            known.setPassword(password);
            users.updateUser(known);
        }
    }
}
