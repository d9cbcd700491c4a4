package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import java.util.List;
import org.apache.james.DefaultUserEntityValidator;
import org.apache.james.UserEntityValidator;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryDelegationStore;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.james.utils.DataProbeImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "alice@example.org, alice@example.org",
                "\"a..b\"@example.org, a..b@example.org",
                "\"a\\\"b\\\\c\"@example.org, a\"b\\c@example.org",
                "\"@example.org, \"@example.org"
            })
    void nameShouldBeTheAddressWithoutQuotes(String address, String name) {
        assertThat(Logins.withoutQuotes(address)).isEqualTo(name);
    }

    @Test
    void usersShouldBeAddedOnceWhenTwoIdentitiesHaveOneAddress() throws Exception {
        MemoryDomainList domains = new MemoryDomainList(Unasked.create(DNSService.class));
        domains.configure(DomainListConfiguration.DEFAULT);
        domains.addDomain(Domain.of("example.org"));
        UsersRepository users = MemoryUsersRepository.withVirtualHosting(domains);
        DataProbeImpl james = Guice.createInjector(binder -> {
                    binder.bind(UserEntityValidator.class).toInstance(new DefaultUserEntityValidator(users));
                    binder.bind(DomainList.class).toInstance(domains);
                    binder.bind(UsersRepository.class).toInstance(users);
                    binder.bind(RecipientRewriteTable.class).toInstance(new MemoryRecipientRewriteTable());
                    binder.bind(DelegationStore.class).toInstance(new MemoryDelegationStore());
                })
                .getInstance(DataProbeImpl.class);
        new Logins(
                        List.of(
                                "alice@example.org",
                                "alice@example.org",
                                "Alice@Example.ORG",
                                "\"alice\"@example.org",
                                "carol@example.com",
                                "bob@example.org"),
                        "secret",
                        false)
                .addTo(james, new UsersProbe(users));
        assertThat(james.listUsers()).containsExactlyInAnyOrder("alice@example.org", "bob@example.org");
        assertThat(users.test(Username.of("alice@example.org"), "secret")).isTrue();

        new Logins(List.of("alice@example.org"), "another", false).addTo(james, new UsersProbe(users));
        assertThat(users.test(Username.of("alice@example.org"), "secret")).isTrue();

        new Logins(List.of("alice@example.org"), "another", true).addTo(james, new UsersProbe(users));
        assertThat(users.test(Username.of("alice@example.org"), "another")).isTrue();
    }
}
