package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.server.page.session.Account;
import org.sealmx.smtp.EmailAddress;

class JamesLoginsTest {

    private static final String ALICE = "alice@example.org";

    private final MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domains());
    private final Logins logins = new JamesLogins(users, Set.of(ALICE));

    private static DomainList domains() {
        return (DomainList) Proxy.newProxyInstance(
                JamesLoginsTest.class.getClassLoader(),
                new Class<?>[] {DomainList.class},
                (proxy, method, arguments) ->
                        method.getName().equals("containsDomain") && arguments[0].equals(Domain.of("example.org")));
    }

    @BeforeEach
    void addUsers() throws UsersRepositoryException {
        users.addUser(Username.of(ALICE), "secret");
        users.addUser(Username.of("bob@example.org"), "secret");
    }

    @Test
    void passwordShouldBeThatOfTheUser() throws LoginsUnavailableException {
        assertThat(logins.verify(ALICE, "secret")).contains(new Account(ALICE, EmailAddress.of(ALICE), true));
        assertThat(logins.verify("bob@example.org", "secret"))
                .contains(new Account("bob@example.org", EmailAddress.of("bob@example.org"), false));
        assertThat(logins.verify(ALICE, "Secret")).isEmpty();
        assertThat(logins.verify(ALICE, "")).isEmpty();
        assertThat(logins.verify("nobody@example.org", "secret")).isEmpty();
        assertThat(logins.verify("alice", "secret")).isEmpty();
    }

    @Test
    void namesShouldBeComparedAsJamesComparesThem() {
        assertThat(logins.canonical("Alice@EXAMPLE.org")).contains(ALICE);
        assertThat(logins.canonical("")).isEmpty();
        assertThat(logins.canonical("a".repeat(300))).isEmpty();
        assertThat(logins.canonical("a@b@example.org")).isEmpty();
    }

    @Test
    void existsShouldFollowTheUsers() throws Exception {
        assertThat(logins.exists(ALICE)).isTrue();
        users.removeUser(Username.of(ALICE));
        assertThat(logins.exists(ALICE)).isFalse();
    }

    @Test
    void usersThatCannotBeReadShouldBeAnOutage() {
        UsersRepository broken = (UsersRepository) Proxy.newProxyInstance(
                JamesLoginsTest.class.getClassLoader(),
                new Class<?>[] {UsersRepository.class},
                (proxy, method, args) -> {
                    throw new UsersRepositoryException("no database");
                });
        Logins unavailable = new JamesLogins(broken, Set.of());
        assertThatThrownBy(() -> unavailable.verify(ALICE, "secret")).isInstanceOf(LoginsUnavailableException.class);
        assertThatThrownBy(() -> unavailable.exists(ALICE)).isInstanceOf(LoginsUnavailableException.class);
    }
}
