package org.sealmx.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
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
import org.sealmx.delivery.Run;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.octets.MessageSource;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Delivers to James mailboxes, at most once: intent and outcome are in the {@link DeliveryJournal}, and a delivery whose outcome is not
 * known is looked for in the mailbox, by its id in the header, before it is stored. Safe for use by several threads.
 */
@Singleton
public final class JamesMailboxStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesMailboxStore.class);
    /** Longer than a store takes, shorter than Postfix waits for the reply (lmtp_data_done_timeout, 600 s). */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MailboxManager mailboxes;
    private final DeliveryJournal journal;
    private final DeliveryIdFactory deliveryIds;
    private final RecipientPolicy policy;
    private final JamesMailboxNames names = new JamesMailboxNames();
    private final OutageLog outage =
            new OutageLog(LOGGER, "Mail is not stored", "Mail is stored again", System::currentTimeMillis);
    private final OutageLog journalOutage = new OutageLog(
            LOGGER,
            "The delivery journal cannot be written",
            "The delivery journal is written again",
            System::currentTimeMillis);

    /** Called by James' injector. */
    @Inject
    public JamesMailboxStore(
            @Named("mailboxmanager") MailboxManager mailboxes,
            DeliveryJournal journal,
            DeliveryIdFactory deliveryIds,
            RecipientPolicy policy) {
        this.mailboxes = mailboxes;
        this.journal = journal;
        this.deliveryIds = deliveryIds;
        this.policy = policy;
    }

    /** Stores the message in the INBOX of the run's mailbox unless it is there already, and reports what came of it to the run. */
    void deliver(Run run, SealedMessage sealed) {
        Optional<String> unnamed = names.problemWith(run.route().mailbox());
        if (unnamed.isPresent()) {
            LOGGER.error("run {}: not stored: {}", run.id(), unnamed.get());
            run.refuse(RecipientPolicy.noStoreName());
            return;
        }
        DeliveryId id = deliveryIds.idOf(run.transaction(), run.route().mailbox());
        try {
            switch (journal.begin(id)) {
                case DONE -> run.confirm();
                case IN_PROGRESS -> run.defer(Replies.STORE_UNAVAILABLE);
                case NEW -> store(run, sealed, id, false);
                case UNCERTAIN -> store(run, sealed, id, true);
            }
        } catch (IOException e) {
            journalFailed(run, e);
            run.defer(Replies.JOURNAL_UNAVAILABLE);
        }
    }

    private void store(Run run, SealedMessage sealed, DeliveryId id, boolean mayBeThere) {
        boolean known = false;
        try {
            if (!mayBeThere || !isStored(run.route().mailbox(), id)) {
                append(run.route().mailbox(), sealed);
            }
            run.confirm();
            known = true;
            outage.succeeded();
            record(run, () -> journal.done(id));
        } catch (OverQuotaException e) {
            run.refuse(policy.overQuota());
            known = true;
            record(run, () -> journal.notStored(id));
        } catch (MailboxException | RuntimeException e) {
            unavailable(run, e);
        } finally {
            if (!known) {
                journal.uncertain(id);
            }
        }
    }

    /** What has come of a delivery is true whether or not it can be recorded; without the record a retry looks for the message. */
    private void record(Run run, JournalRecord outcome) {
        try {
            outcome.write();
            journalOutage.succeeded();
        } catch (IOException e) {
            journalFailed(run, e);
        }
    }

    private void journalFailed(Run run, IOException e) {
        // of the journal, the message is a file and what the system says about it
        journalOutage.failed(e.getClass().getName(), "run " + run.id() + ": " + e.getMessage());
        LOGGER.debug("run {}", run.id(), e);
    }

    private void unavailable(Run run, Exception e) {
        outage.failed(e.getClass().getName(), "run " + run.id() + ": " + Fault.of(e));
        LOGGER.debug("run {}", run.id(), e);
        run.defer(Replies.STORE_UNAVAILABLE);
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
        MailboxSession session = mailboxes.createSystemSession(names.nameOf(mailbox));
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
            LOGGER.debug("another delivery was first to make the mailbox", e);
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
    private interface JournalRecord {
        void write() throws IOException;
    }

    @FunctionalInterface
    private interface InboxAction<T> {
        T on(MessageManager inbox, MailboxSession session) throws MailboxException;
    }
}
