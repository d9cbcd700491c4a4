package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Scopes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.mail.Flags;
import javax.persistence.EntityManagerFactory;
import org.apache.james.UserEntityValidator;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventDeadLetters;
import org.apache.james.events.InVMEventBus;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.EventDelivery;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.acl.MailboxACLResolver;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.OverQuotaException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.ListeningCurrentQuotaUpdater;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.database.DatabaseFiles;
import org.sealmx.standalone.database.DatabaseLocation;
import org.sealmx.standalone.database.MailDatabase;
import reactor.core.publisher.Flux;

/** James' mailboxes with our modules, without the rest of James. */
class JpaMailboxesTest {

    private static final Username ALICE = Username.of("alice@example.org");

    @TempDir
    Path temp;

    private DatabaseLocation.Embedded location;
    private MailDatabase database;
    private Injector james;
    private MailboxManager mailboxes;

    @BeforeEach
    void start() throws Exception {
        location = new DatabaseLocation.Embedded(temp.resolve("store"));
        open(location);
    }

    @AfterEach
    void stop() throws Exception {
        james.getInstance(EntityManagerFactory.class).close();
        database.close();
    }

    private void open(DatabaseLocation where) throws Exception {
        database = MailDatabase.open(where, true);
        james = Guice.createInjector(
                new JpaModule(database), new JpaMailboxModule(), new JpaQuotaModule(), new RestOfJames());
        mailboxes = james.getInstance(MailboxManager.class);
        james.getInstance(EventBus.class).register(james.getInstance(ListeningCurrentQuotaUpdater.class));
    }

    @Test
    void messageShouldBeTheSameOctetForOctet() throws Exception {
        String text = "X-SealMX: id=1\r\nSubject: =?utf-8?q?=C3=A4?=\r\n\r\nline\r\n.\r\n\0\u00e4\r\n";

        append(ALICE, text);

        assertThat(contents(ALICE)).containsExactly(text);
    }

    @Test
    void largeMessageShouldBeKept() throws Exception {
        String text = "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(300_000);

        append(ALICE, text);

        assertThat(contents(ALICE)).containsExactly(text);
    }

    @Test
    void messageShouldBeInTheFilesWhenItsAppendReturns() throws Exception {
        append(ALICE, "Subject: one\r\n\r\n1\r\n");
        append(ALICE, "Subject: two\r\n\r\n2\r\n");
        DatabaseLocation.Embedded copy = DatabaseFiles.copy(location, temp.resolve("copy"));
        stop();

        open(copy);

        assertThat(contents(ALICE)).containsExactly("Subject: one\r\n\r\n1\r\n", "Subject: two\r\n\r\n2\r\n");
    }

    @Test
    void mailboxesShouldBeThereAfterARestart() throws Exception {
        MessageUid first = append(ALICE, "Subject: one\r\n\r\n1\r\n");
        stop();

        open(location);

        assertThat(contents(ALICE)).containsExactly("Subject: one\r\n\r\n1\r\n");
        assertThat(append(ALICE, "Subject: two\r\n\r\n2\r\n")).isGreaterThan(first);
    }

    @Test
    void headerShouldBeFoundWhereverItIs() throws Exception {
        List<MessageUid> uids = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            uids.add(append(ALICE, "Received: by x\r\nX-SealMX: sealed\r\n by=x; id=" + i + ";\r\n\r\nid=no\r\n"));
        }

        assertThat(search(ALICE, SearchQuery.headerContains("x-sealmx", "ID=7;")))
                .containsExactly(uids.get(7));
        assertThat(search(ALICE, SearchQuery.headerContains("X-SealMX", "id=1202;")))
                .containsExactly(uids.get(1202));
        assertThat(search(ALICE, SearchQuery.headerContains("X-SealMX", "id=1203;")))
                .isEmpty();
        assertThat(search(ALICE, SearchQuery.headerContains("X-SealMX", "id=no")))
                .isEmpty();
        assertThat(search(ALICE, SearchQuery.headerContains("X-SealMX", "sealed")))
                .containsExactlyElementsOf(uids);
        assertThat(search(ALICE, SearchQuery.headerContains("Subject", "sealed")))
                .isEmpty();
        assertThat(search(
                        ALICE,
                        SearchQuery.headerContains("X-SealMX", "id=7;"),
                        SearchQuery.flagIsUnSet(Flags.Flag.SEEN)))
                .containsExactly(uids.get(7));
    }

    @Test
    void headerShouldNotBeFoundInAnotherMailbox() throws Exception {
        append(Username.of("bob@example.org"), "X-SealMX: id=1\r\n\r\n");
        append(ALICE, "X-SealMX: id=2\r\n\r\n");

        assertThat(search(ALICE, SearchQuery.headerContains("X-SealMX", "id=1")))
                .isEmpty();
    }

    @Test
    void deliveriesAtOnceShouldEachHaveANumberOfTheirOwn() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<MessageUid>> appended = new ArrayList<>();
        try {
            for (int i = 0; i < 80; i++) {
                Username user = i % 2 == 0 ? ALICE : Username.of("bob@example.org");
                String text = "Subject: " + i + "\r\n\r\n";
                appended.add(pool.submit(() -> append(user, text)));
            }
            for (Future<MessageUid> one : appended) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(contents(ALICE)).hasSize(40).doesNotHaveDuplicates();
        assertThat(contents(Username.of("bob@example.org"))).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void flagsShouldBeCountedSetAndExpunged() throws Exception {
        MessageUid first = append(ALICE, "Subject: one\r\n\r\n");
        MessageUid second = append(ALICE, "Subject: two\r\n\r\n");

        assertThat(about(ALICE).getFirstUnseen()).isEqualTo(first);
        assertThat(about(ALICE).getUnseenCount()).isEqualTo(2);
        in(
                ALICE,
                (inbox, session) -> inbox.setFlags(
                        new Flags(Flags.Flag.SEEN),
                        MessageManager.FlagsUpdateMode.ADD,
                        MessageRange.one(first),
                        session));
        assertThat(about(ALICE).getFirstUnseen()).isEqualTo(second);
        assertThat(search(ALICE, SearchQuery.flagIsUnSet(Flags.Flag.SEEN))).containsExactly(second);
        in(
                ALICE,
                (inbox, session) -> inbox.setFlags(
                        new Flags(Flags.Flag.DELETED),
                        MessageManager.FlagsUpdateMode.ADD,
                        MessageRange.all(),
                        session));
        List<MessageUid> gone = in(ALICE, (inbox, session) -> {
            List<MessageUid> expunged = new ArrayList<>();
            inbox.expunge(MessageRange.one(second), session).forEachRemaining(expunged::add);
            return expunged;
        });
        assertThat(gone).containsExactly(second);
        assertThat(contents(ALICE)).containsExactly("Subject: one\r\n\r\n");
    }

    private MessageManager.MailboxMetaData about(Username user) throws Exception {
        return in(
                user,
                (inbox, session) -> inbox.getMetaData(
                        MessageManager.MailboxMetaData.RecentMode.RETRIEVE,
                        session,
                        EnumSet.allOf(MessageManager.MailboxMetaData.Item.class)));
    }

    @Test
    void quotaShouldCountAndSurvive() throws Exception {
        MaxQuotaManager limits = james.getInstance(MaxQuotaManager.class);
        limits.setMaxMessage(james.getInstance(UserQuotaRootResolver.class).forUser(ALICE), QuotaCountLimit.count(2));
        append(ALICE, "Subject: one\r\n\r\n");
        append(ALICE, "Subject: two\r\n\r\n");
        stop();

        open(location);

        assertThatExceptionOfType(OverQuotaException.class).isThrownBy(() -> append(ALICE, "Subject: three\r\n\r\n"));
        assertThat(contents(ALICE)).hasSize(2);
    }

    private MessageUid append(Username user, String text) throws Exception {
        return in(user, (inbox, session) -> inbox.appendMessage(
                        MessageManager.AppendCommand.builder().build(text.getBytes(StandardCharsets.ISO_8859_1)),
                        session)
                .getId()
                .getUid());
    }

    private List<MessageUid> search(Username user, SearchQuery.Criterion... criteria) throws Exception {
        return in(user, (inbox, session) -> Flux.from(inbox.search(SearchQuery.of(criteria), session))
                .collectList()
                .block());
    }

    private List<String> contents(Username user) throws Exception {
        return in(user, (inbox, session) -> {
            List<String> all = new ArrayList<>();
            var messages = inbox.getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, session);
            while (messages.hasNext()) {
                MessageResult message = messages.next();
                all.add(new String(
                        message.getFullContent().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            return all;
        });
    }

    private <T> T in(Username user, Action<T> action) throws Exception {
        MailboxSession session = mailboxes.createSystemSession(user);
        mailboxes.startProcessingRequest(session);
        try {
            MailboxPath path = MailboxPath.inbox(session);
            try {
                mailboxes.createMailbox(path, session);
            } catch (MailboxExistsException e) {
                assertThat(e).hasMessageContaining("INBOX");
            }
            return action.on(mailboxes.getMailbox(path, session), session);
        } finally {
            mailboxes.endProcessingRequest(session);
        }
    }

    @FunctionalInterface
    private interface Action<T> {
        T on(MessageManager inbox, MailboxSession session) throws Exception;
    }

    /** What James' other modules have. */
    private static final class RestOfJames extends AbstractModule {
        @Override
        protected void configure() {
            try {
                DNSService dns = Unasked.create(DNSService.class);
                MemoryDomainList domains = new MemoryDomainList(dns);
                domains.configure(DomainListConfiguration.DEFAULT);
                domains.addDomain(Domain.of("example.org"));
                bind(DNSService.class).toInstance(dns);
                bind(DomainList.class).toInstance(domains);
                bind(UsersRepository.class).toInstance(MemoryUsersRepository.withVirtualHosting(domains));
            } catch (Exception e) {
                addError(e);
            }
            bind(MetricFactory.class).toInstance(new DropWizardMetricFactory(new MetricRegistry()));
            bind(UserEntityValidator.class).toInstance(UserEntityValidator.NOOP);
            bind(EventDelivery.class).to(InVmEventDelivery.class);
            bind(EventDeadLetters.class).to(MemoryEventDeadLetters.class).in(Scopes.SINGLETON);
            bind(RetryBackoffConfiguration.class).toInstance(RetryBackoffConfiguration.DEFAULT);
            bind(EventBus.class).to(InVMEventBus.class).in(Scopes.SINGLETON);
            bind(Clock.class).toInstance(Clock.systemUTC());
            bind(MailboxACLResolver.class).to(UnionMailboxACLResolver.class);
        }
    }
}
