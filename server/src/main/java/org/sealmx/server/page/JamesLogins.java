package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.InvalidUsernameException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.sealmx.server.config.PageConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.page.session.Account;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/** The users of James, whose passwords are those of IMAP. */
@ThreadSafe
final class JamesLogins implements Logins {

    @SuppressWarnings("ThreadSafe") // James' repositories are
    private final UsersRepository users;

    @SuppressWarnings("ThreadSafe") // unmodifiable
    private final Set<String> operators;

    @Inject
    JamesLogins(UsersRepository users, SealMxConfiguration configuration) {
        this(users, configuration.page().map(PageConfiguration::operators).orElse(Set.of()));
    }

    /** @param operators names in lower case */
    JamesLogins(UsersRepository users, Set<String> operators) {
        this.users = users;
        this.operators = Set.copyOf(operators);
    }

    @Override
    public Optional<String> canonical(String name) {
        try {
            return Optional.of(Username.of(name).asString());
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Account> verify(String name, String password) throws LoginsUnavailableException {
        try {
            User user = users.getUserByName(Username.of(name));
            return user != null && user.verifyPassword(password) ? account(user.getUserName()) : Optional.empty();
        } catch (InvalidUsernameException e) {
            return Optional.empty();
        } catch (UsersRepositoryException e) {
            throw new LoginsUnavailableException(e);
        }
    }

    /** A login whose name makes no address has no mailbox that mail could be sealed for. */
    private Optional<Account> account(Username name) throws UsersRepositoryException {
        try {
            EmailAddress address =
                    EmailAddress.parse(users.getMailAddressFor(name).asString());
            return Optional.of(new Account(name.asString(), address, operators.contains(name.asString())));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String name) throws LoginsUnavailableException {
        try {
            return users.contains(Username.of(name));
        } catch (UsersRepositoryException e) {
            throw new LoginsUnavailableException(e);
        }
    }
}
