package org.sealmx.mailets;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.OverQuotaException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.SearchQuery;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SearchableStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.StoreNames;
import org.sealmx.james.Fault;
import org.sealmx.octets.MessageSource;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * James' mailboxes. They store a message again when they get it again, but can be searched: the header of each stored
 * message has the id of its delivery.
 */
@ThreadSafe
@Singleton
public final class JamesMailboxStore implements SearchableStore {

    /** The value of {@code store} in {@code sealmx.properties}. */
    public static final String NAME = "mailbox";

    /** The accounts that can have a mailbox. */
    static final JamesMailboxNames ACCOUNTS = new JamesMailboxNames();

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesMailboxStore.class);
    /**
     * Longer than a store takes; twice that is shorter than Postfix waits for the reply (lmtp_data_done_timeout, 600
     * s).
     */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final MailboxManager mailboxes;

    /** Called by James' injector. */
    @Inject
    public JamesMailboxStore(@Named("mailboxmanager") MailboxManager mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.MIME;
    }

    /**
     * {@inheritDoc} None: James' own configuration decides where it keeps mailboxes, and whether it waits for a disk.
     */
    @Override
    public Set<StorePromise> promises() {
        return Set.of();
    }

    @Override
    public StoreNames names() {
        return ACCOUNTS;
    }

    /** {@inheritDoc} The message goes into the INBOX, which is created when it is missing. */
    @Override
    public StoreResult append(SealedDelivery delivery) {
        try {
            append(delivery.route().mailbox(), delivery.message());
            return new StoreResult.Stored();
        } catch (OverQuotaException e) {
            return new StoreResult.Full(Scope.ACCOUNT, "the mailbox is over its quota");
        } catch (MailboxException | RuntimeException e) {
            return unavailable(delivery.id(), e);
        }
    }

    @Override
    public Optional<StoreResult> find(SealedDelivery delivery) {
        try {
            return isStored(delivery.route().mailbox(), delivery.id())
                    ? Optional.of(new StoreResult.AlreadyThere())
                    : Optional.empty();
        } catch (MailboxException | RuntimeException e) {
            return Optional.of(unavailable(delivery.id(), e));
        }
    }

    private static StoreResult unavailable(DeliveryId id, Exception e) {
        LOGGER.debug("delivery {}", id.hex(), e);
        return new StoreResult.Unavailable(Scope.STORE, e.getClass().getName(), Fault.of(e));
    }

    private void append(EmailAddress mailbox, SealedMessage sealed) throws MailboxException {
        withInbox(
                mailbox,
                (inbox, session) -> inbox.appendMessage(
                        MessageManager.AppendCommand.builder().recent().build(contentOf(sealed)), session));
    }

    private boolean isStored(EmailAddress mailbox, DeliveryId id) throws MailboxException {
        SearchQuery withId = SearchQuery.of(SearchQuery.headerContains(TraceFields.MARK_FIELD, id.hex()));
        return withInbox(mailbox, (inbox, session) -> Flux.from(inbox.search(withId, session))
                .next()
                .blockOptional(PATIENCE)
                .isPresent());
    }

    private <T> T withInbox(EmailAddress mailbox, InboxAction<T> action) throws MailboxException {
        MailboxSession session = mailboxes.createSystemSession(ACCOUNTS.nameOf(mailbox));
        mailboxes.startProcessingRequest(session);
        try {
            MailboxPath path = MailboxPath.inbox(session);
            if (!Boolean.TRUE.equals(
                    Mono.from(mailboxes.mailboxExists(path, session)).block(PATIENCE))) {
                create(path, session);
            }
            return action.on(mailboxes.getMailbox(path, session), session);
        } catch (RuntimeException e) {
            if (Exceptions.unwrap(e) instanceof MailboxException told) {
                throw told;
            }
            throw e;
        } finally {
            mailboxes.endProcessingRequest(session);
        }
    }

    private void create(MailboxPath path, MailboxSession session) throws MailboxException {
        try {
            mailboxes.createMailbox(path, session);
        } catch (MailboxExistsException e) {
            LOGGER.debug("another delivery has created the mailbox first", e);
        }
    }

    private static Content contentOf(MessageSource message) {
        return new Content() {
            @Override
            public InputStream getInputStream() {
                return message.open();
            }

            @Override
            public long size() {
                return message.size();
            }
        };
    }

    @FunctionalInterface
    private interface InboxAction<T> {
        T on(MessageManager inbox, MailboxSession session) throws MailboxException;
    }
}
