package org.sealmx.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.events.EventBus;
import org.apache.james.events.InVMEventBus;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.inmemory.InMemoryMailboxManager;
import org.apache.james.mailbox.inmemory.InMemoryMailboxSessionMapperFactory;
import org.apache.james.mailbox.inmemory.InMemoryMessageId;
import org.apache.james.mailbox.inmemory.quota.InMemoryCurrentQuotaManager;
import org.apache.james.mailbox.inmemory.quota.InMemoryPerUserMaxQuotaManager;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.apache.james.mailbox.store.JVMMailboxPathLocker;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreAttachmentManager;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.extractor.DefaultTextExtractor;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.CurrentQuotaCalculator;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.ListeningCurrentQuotaUpdater;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.apache.james.mailbox.store.search.SimpleMessageSearchIndex;
import org.apache.james.metrics.tests.RecordingMetricFactory;

/** James' mailboxes in memory, with quotas and search, and with faults on demand. */
final class MemoryMailboxes {

    /** When a fault happens while a message is appended. */
    enum Fault {
        NONE,
        BEFORE_THE_STORE_HAS_IT,
        AFTER_THE_STORE_HAS_IT,
        UNCHECKED
    }

    private final InMemoryPerUserMaxQuotaManager limits = new InMemoryPerUserMaxQuotaManager();
    private final MailboxManager real;
    private final QuotaRootResolver roots;
    private final QuotaManager quotas;
    private boolean quotasFail;
    private Fault fault = Fault.NONE;

    MemoryMailboxes() {
        Clock clock = Clock.systemUTC();
        EventBus events = new InVMEventBus(
                new InVmEventDelivery(new RecordingMetricFactory()),
                RetryBackoffConfiguration.DEFAULT,
                new MemoryEventDeadLetters());
        var mappers = new InMemoryMailboxSessionMapperFactory(clock);
        var rights = new StoreRightManager(mappers, new UnionMailboxACLResolver(), events);
        var sessions = new SessionProviderImpl(new FakeAuthenticator(), FakeAuthorizator.defaultReject());
        roots = new DefaultUserQuotaRootResolver(sessions, mappers);
        var current = new InMemoryCurrentQuotaManager(new CurrentQuotaCalculator(mappers, roots), sessions);
        quotas = new StoreQuotaManager(current, limits);
        var hooks = PreDeletionHooks.NO_PRE_DELETION_HOOK;
        var ids = new StoreMessageIdManager(rights, mappers, events, quotas, roots, hooks);
        real = new InMemoryMailboxManager(
                mappers,
                sessions,
                new JVMMailboxPathLocker(),
                new MessageParser(),
                new InMemoryMessageId.Factory(),
                events,
                new StoreMailboxAnnotationManager(mappers, rights),
                rights,
                new QuotaComponents(limits, quotas, roots),
                new SimpleMessageSearchIndex(
                        mappers, mappers, new DefaultTextExtractor(), new StoreAttachmentManager(mappers, ids)),
                hooks,
                new NaiveThreadIdGuessingAlgorithm(),
                clock);
        events.register(new ListeningCurrentQuotaUpdater(current, roots, events, quotas));
    }

    void fail(Fault how) {
        fault = how;
    }

    void limitMessages(long count) {
        limits.setGlobalMaxMessage(QuotaCountLimit.count(count));
    }

    void limitSize(long octets) {
        limits.setGlobalMaxStorage(QuotaSizeLimit.size(octets));
    }

    void failQuotas() {
        quotasFail = true;
    }

    /** The store over these mailboxes. */
    JamesMailboxStore store() {
        QuotaManager seen = QuotaManager.class.cast(Proxy.newProxyInstance(
                QuotaManager.class.getClassLoader(),
                new Class<?>[] {QuotaManager.class},
                (proxy, method, arguments) -> {
                    if (quotasFail) {
                        throw new IllegalStateException("no quota of alice@example.org");
                    }
                    return method.invoke(quotas, arguments);
                }));
        return new JamesMailboxStore(manager(), roots, seen);
    }

    /** The manager for a store. */
    MailboxManager manager() {
        return proxy(
                MailboxManager.class,
                real,
                (name, result) -> name.equals("getMailbox")
                        ? proxy(MessageManager.class, (MessageManager) result, (called, answer) -> answer)
                        : result);
    }

    /** Changes the answer of a method. */
    @FunctionalInterface
    private interface Answer {
        Object of(String method, Object result);
    }

    private <T> T proxy(Class<T> type, T target, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean appends = method.getName().equals("appendMessage");
                    if (appends && fault == Fault.BEFORE_THE_STORE_HAS_IT) {
                        throw new MailboxException("scripted");
                    }
                    if (appends && fault == Fault.UNCHECKED) {
                        throw new IllegalStateException("scripted");
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (appends && fault == Fault.AFTER_THE_STORE_HAS_IT) {
                            throw new MailboxException("scripted");
                        }
                        return answer.of(method.getName(), result);
                    } catch (InvocationTargetException e) {
                        throw Optional.ofNullable(e.getCause()).orElse(e);
                    }
                }));
    }

    /** The messages in an INBOX, one char for each octet, in the order of their arrival. */
    List<String> messagesOf(String user) throws MailboxException {
        return messagesOf(user, MailboxConstants.INBOX);
    }

    /** The messages in a folder, one char for each octet, in the order of their arrival. */
    List<String> messagesOf(String user, String folder) throws MailboxException {
        MailboxSession session = real.createSystemSession(Username.of(user));
        List<String> messages = new ArrayList<>();
        try {
            Iterator<MessageResult> results = real.getMailbox(MailboxPath.forUser(session.getUser(), folder), session)
                    .getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, session);
            while (results.hasNext()) {
                try (var in = results.next().getFullContent().getInputStream()) {
                    messages.add(new String(in.readAllBytes(), ISO_8859_1));
                }
            }
        } catch (MailboxNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /** The flags of the only message in a folder, as IMAP names them, without {@code \\Recent}, in order. */
    List<String> flagsIn(String user, String folder) throws MailboxException {
        MailboxSession session = real.createSystemSession(Username.of(user));
        Flags flags = real.getMailbox(MailboxPath.forUser(session.getUser(), folder), session)
                .getMessages(MessageRange.all(), FetchGroup.MINIMAL, session)
                .next()
                .getFlags();
        Stream<String> system = Stream.of(Flags.Flag.SEEN, Flags.Flag.FLAGGED)
                .filter(flags::contains)
                .map(flag -> flag == Flags.Flag.SEEN ? "\\Seen" : "\\Flagged");
        return Stream.concat(system, Arrays.stream(flags.getUserFlags()))
                .sorted()
                .toList();
    }

    /** Moves the messages of the INBOX into another folder, as a mail program does. */
    void moveTo(String user, String folder) throws MailboxException {
        MailboxSession session = real.createSystemSession(Username.of(user));
        MailboxPath target = MailboxPath.forUser(session.getUser(), folder);
        real.createMailbox(target, session);
        real.moveMessages(MessageRange.all(), MailboxPath.inbox(session), target, session);
    }
}
