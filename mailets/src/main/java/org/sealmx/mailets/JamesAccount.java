package org.sealmx.mailets;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxManager.CreateOption;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNameException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.MailboxMetaData;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.Placement;
import org.sealmx.octets.MessageSource;
import org.sealmx.sealing.TraceFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The folders of one account in James, for the time of one delivery. Not thread-safe. */
final class JamesAccount implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesAccount.class);
    /**
     * Longer than a store takes; twice that is shorter than Postfix waits for the reply (lmtp_data_done_timeout, 600
     * s).
     */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final MailboxManager mailboxes;
    private final MailboxSession session;

    /** @throws MailboxException when James opens no session for the account */
    JamesAccount(MailboxManager mailboxes, Username name) throws MailboxException {
        this.mailboxes = mailboxes;
        session = mailboxes.createSystemSession(name);
        mailboxes.startProcessingRequest(session);
    }

    @Override
    public void close() {
        mailboxes.endProcessingRequest(session);
    }

    /**
     * Appends a message to its folder, which is created and subscribed to when it is missing. A folder whose name James
     * does not accept is replaced by the INBOX: a message in the wrong folder is better than one that is lost.
     *
     * @throws MailboxException when it is not stored, or when that is not known
     */
    void append(DeliveryId id, Placement placement, MessageSource message) throws MailboxException {
        MailboxPath folder = existing(id, placement);
        mailboxes
                .getMailbox(folder, session)
                .appendMessage(
                        MessageManager.AppendCommand.builder()
                                .recent()
                                .withFlags(flagsOf(placement))
                                .build(contentOf(message)),
                        session);
    }

    /**
     * Whether the message of a delivery is in any folder of the account, since its owner may have moved it.
     *
     * @throws MailboxException when that is not known
     */
    boolean has(DeliveryId id) throws MailboxException {
        SearchQuery withId = SearchQuery.of(SearchQuery.headerContains(TraceFields.MARK_FIELD, id.hex()));
        for (MailboxPath folder : folders()) {
            if (has(withId, folder)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads from the store without changing anything, for a minute at most.
     *
     * @throws MailboxException when the store does not answer
     */
    void look() throws MailboxException {
        var unused = waitFor(Mono.from(mailboxes.mailboxExists(MailboxPath.inbox(session), session))
                .timeout(LOOK));
    }

    private boolean has(SearchQuery query, MailboxPath folder) throws MailboxException {
        try {
            return waitFor(Flux.from(mailboxes.getMailbox(folder, session).search(query, session))
                    .hasElements());
        } catch (MailboxNotFoundException e) {
            LOGGER.debug("a folder was deleted while it was searched", e);
            return false;
        }
    }

    private List<MailboxPath> folders() throws MailboxException {
        List<MailboxPath> folders = new ArrayList<>();
        for (MailboxMetaData folder : waitFor(mailboxes
                .search(MailboxQuery.privateMailboxesBuilder(session).build(), session)
                .collectList())) {
            folders.add(folder.getPath());
        }
        return folders;
    }

    private MailboxPath existing(DeliveryId id, Placement placement) throws MailboxException {
        if (placement.folder().isPresent()) {
            String name = placement.folder().get().replace('.', session.getPathDelimiter());
            try {
                return existing(MailboxPath.forUser(session.getUser(), name));
            } catch (MailboxNameException e) {
                LOGGER.warn("delivery {}: James accepts no such folder; the message goes into the INBOX", id.hex());
                LOGGER.debug("delivery {}", id.hex(), e);
            }
        }
        return existing(MailboxPath.inbox(session));
    }

    private MailboxPath existing(MailboxPath folder) throws MailboxException {
        if (!waitFor(Mono.from(mailboxes.mailboxExists(folder, session)))) {
            try {
                mailboxes.createMailbox(folder, CreateOption.CREATE_SUBSCRIPTION, session);
            } catch (MailboxExistsException e) {
                LOGGER.debug("another delivery has created the folder first", e);
            }
        }
        return folder;
    }

    private static <T> T waitFor(Mono<T> answer) throws MailboxException {
        try {
            return answer.blockOptional(PATIENCE).orElseThrow(() -> new MailboxException("James gave no answer"));
        } catch (RuntimeException e) {
            if (Exceptions.unwrap(e) instanceof MailboxException told) {
                throw told;
            }
            throw e;
        }
    }

    private static Flags flagsOf(Placement placement) {
        Flags flags = new Flags();
        placement.flags().forEach(name -> add(flags, name));
        return flags;
    }

    private static void add(Flags flags, String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "\\seen" -> flags.add(Flags.Flag.SEEN);
            case "\\flagged" -> flags.add(Flags.Flag.FLAGGED);
            case "\\answered" -> flags.add(Flags.Flag.ANSWERED);
            case "\\draft" -> flags.add(Flags.Flag.DRAFT);
            case "\\deleted" -> flags.add(Flags.Flag.DELETED);
            default -> flags.add(name);
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
}
