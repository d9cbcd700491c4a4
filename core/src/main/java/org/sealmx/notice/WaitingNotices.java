package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Printable;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.hop.HopMessage;
import org.sealmx.hop.HopResult;
import org.sealmx.hop.NextHop;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner of an account, at another address, that mail waits because the account has no usable certificate:
 * once in each day (UTC) at most, whichever node notices it first. The notice says nothing about the mail. It is not
 * encrypted: its reader has no certificate. It goes to the server that forwards are handed to, with the null return
 * path.
 *
 * <p>Mail does not wait for a notice: it is written in the background, and what does not fit into the queue is left to
 * the next attempt of the sending side.
 */
@ThreadSafe
public final class WaitingNotices implements OutcomeListener {

    /** The words that the text may have in braces. */
    public static final Set<String> PLACEHOLDERS = Set.of("address", "domain", "reason");

    /** The text when the operator gives none. */
    public static final NoticeTemplate DEFAULT_TEXT = new NoticeTemplate("Mail for you waits at {domain}", """
            Mail for {address} waits.
            It is encrypted with your own certificate before it is stored, and there
            is none that can be used:

                {reason}

            Please hand a certificate in to the administrators of {domain}. The mail
            then arrives by itself. Until then it waits, and after some days it goes
            back to its senders.

            You get this message at most once a day, since this address is on record
            for you. It was written by the mail server.
            """);

    /** After an attempt that has failed. */
    static final Duration RETRY = Duration.ofMinutes(10);

    /** After an account without another address. */
    static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private static final int MAX_ACCOUNTS = 10_000;
    private static final Logger LOGGER = LoggerFactory.getLogger(WaitingNotices.class);

    private final NoticeTemplate text;
    private final RecipientDirectory directory;
    private final IdentityDocuments documents;
    private final SealableCertificates sealable;
    private final NextHop hop;
    private final DeliveryJournal journal;
    private final DeliveryIdFactory ids;
    private final LocalDomains domains;
    private final Clock clock;

    @SuppressWarnings("ThreadSafe") // executors are
    private final Executor background;

    private final OutageLog outage;

    /** When an account is looked at again; the least recently used are forgotten. */
    @GuardedBy("notBefore")
    private final Map<AccountId, Instant> notBefore = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Instant> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    /**
     * @param text with {@link #PLACEHOLDERS}
     * @param directory resolves recipients
     * @param documents have the other addresses
     * @param sealable which certificates the chain can seal to
     * @param hop takes the notices; not closed by this
     * @param journal remembers which were sent; not closed by this
     * @param ids names the notices
     * @param domains our domains
     * @param clock decides which day it is
     * @param background runs what may wait; may drop it
     */
    public WaitingNotices(
            NoticeTemplate text,
            RecipientDirectory directory,
            IdentityDocuments documents,
            SealableCertificates sealable,
            NextHop hop,
            DeliveryJournal journal,
            DeliveryIdFactory ids,
            LocalDomains domains,
            Clock clock,
            Executor background) {
        this.text = text;
        this.directory = directory;
        this.documents = documents;
        this.sealable = sealable;
        this.hop = hop;
        this.journal = journal;
        this.ids = ids;
        this.domains = domains;
        this.clock = clock;
        this.background = background;
        this.outage = new OutageLog(
                LOGGER,
                "Nobody is told at another address that mail waits",
                "Notices that mail waits can be sent again",
                clock::millis);
    }

    @Override
    public void ended(RecipientOutcome outcome) {
        if (outcome.reason() == Reason.NO_USABLE_CERTIFICATE && outcome.reply().isTransient()) {
            Instant now = clock.instant();
            List<AccountId> due = outcome.accounts().stream()
                    .filter(account -> isDue(account, now))
                    .toList();
            if (!due.isEmpty()) {
                background.execute(() -> tell(outcome.recipient(), due, now));
            }
        }
    }

    private void tell(EmailAddress recipient, List<AccountId> accounts, Instant now) {
        try {
            if (directory.resolve(recipient) instanceof Resolution.Routes routes) {
                for (Route route : routes.routes()) {
                    if (accounts.contains(route.account())) {
                        obstacle(route, now).ifPresent(reason -> later(route.account(), next(route, reason, now)));
                    }
                }
            }
        } catch (DirectoryUnavailableException | RuntimeException e) {
            failed(e);
        }
    }

    /** Why no mail can be encrypted for a route, in words; empty when it can. */
    private Optional<String> obstacle(Route route, Instant now) {
        CertificateEvaluation evaluation = route.certificates().evaluate(now);
        return evaluation instanceof CertificateEvaluation.Usable usable
                ? sealable.problemWith(usable)
                : Optional.of(Printable.line(evaluation.describe()));
    }

    /**
     * An outage is logged with its reason; of anything else only the class, since its message could name an address.
     */
    private void failed(Exception e) {
        boolean ours = e instanceof DirectoryUnavailableException || e instanceof IOException;
        outage.failed(
                e.getClass().getName(),
                ours ? String.valueOf(e.getMessage()) : e.getClass().getName());
        LOGGER.debug("a notice failed", e);
    }

    /** Whether the account is to be looked at now; if so, not again while that is done. */
    private boolean isDue(AccountId account, Instant now) {
        synchronized (notBefore) {
            if (now.isBefore(notBefore.getOrDefault(account, Instant.MIN))) {
                return false;
            }
            notBefore.put(account, now.plus(RETRY));
            return true;
        }
    }

    private void later(AccountId account, Instant next) {
        synchronized (notBefore) {
            notBefore.put(account, next);
        }
    }

    /** Tells the owner, if that has not happened today; returns when the account is looked at again. */
    private Instant next(Route route, String reason, Instant now) {
        try {
            Optional<EmailAddress> address = addressFor(route);
            if (address.isEmpty()) {
                return now.plus(LOOK_AGAIN);
            }
            LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
            boolean settled = tellOnce(route, address.get(), reason, today, now);
            return settled ? today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : now.plus(RETRY);
        } catch (DirectoryUnavailableException | IOException | RuntimeException e) {
            failed(e);
        }
        return now.plus(RETRY);
    }

    /** The other address of the owner: that of the mailbox's own document, else the first of the account's. */
    private Optional<EmailAddress> addressFor(Route route) throws DirectoryUnavailableException {
        AddressKey mailbox = AddressKey.of(route.mailbox());
        List<IdentityDocument> all = documents.of(route.account());
        return Stream.concat(all.stream().filter(document -> document.key().equals(Optional.of(mailbox))), all.stream())
                .filter(Identity.class::isInstance)
                .flatMap(identity -> ((Identity) identity).noticeAddress().stream())
                .filter(address -> !address.equals(route.mailbox()))
                .findFirst();
    }

    /** Whether there is nothing more to do today. */
    private boolean tellOnce(Route route, EmailAddress to, String reason, LocalDate today, Instant now)
            throws IOException {
        DeliveryId id = ids.idOfNotice("waiting", List.of(route.account().value(), today.toString()));
        switch (journal.begin(id)) {
            case DONE -> {
                return true;
            }
            case IN_PROGRESS -> {
                return false;
            }
            case UNCERTAIN -> {
                // It may have been sent by a process that ended then: rather none today than two.
                journal.done(id);
                return true;
            }
            case NEW -> {
                return tell(id, route, to, reason, now);
            }
        }
        throw new IllegalStateException("no such state");
    }

    private boolean tell(DeliveryId id, Route route, EmailAddress to, String reason, Instant now) throws IOException {
        boolean known = false;
        try {
            HopResult result =
                    hop.send(new HopMessage(ReversePath.nullPath(), to, message(id, route, to, reason, now)));
            known = true;
            if (isSettled(result)) {
                journal.done(id);
                report(route, result);
                return true;
            }
            journal.notStored(id);
            report(route, result);
            return false;
        } finally {
            if (!known) {
                journal.uncertain(id);
            }
        }
    }

    private ReceivedMessage message(DeliveryId id, Route route, EmailAddress to, String reason, Instant now) {
        boolean local = domains.contains(route.mailbox());
        String domain = local ? route.mailbox().domain() : domains.first();
        NoticeTemplate filled = text.with(Map.of(
                "address", route.mailbox().toString(),
                "domain", domain,
                "reason", reason));
        return NoticeMessage.of(EmailAddress.of("postmaster@" + domain), to, filled, id.hex(), now);
    }

    /** Whether the notice was taken, may have been, or is refused for good. */
    private static boolean isSettled(HopResult result) {
        if (result instanceof HopResult.Failed failed) {
            return failed.mayBeTaken();
        }
        return !(result instanceof HopResult.Refused refused
                && refused.reply().status().statusClass() == 4);
    }

    private void report(Route route, HopResult result) {
        if (result instanceof HopResult.Taken) {
            outage.succeeded();
            LOGGER.info(
                    "Account {}: its mail waits for a certificate; its owner was told at another address",
                    route.account());
        } else if (result instanceof HopResult.Failed failed) {
            outage.failed(failed.kind(), "the next hop " + hop.address() + ": " + failed.reason());
        } else {
            String words = result instanceof HopResult.Refused refused
                    ? refused.reply().code() + " " + refused.reply().status()
                    : result.getClass().getSimpleName();
            LOGGER.warn(
                    "Account {}: its mail waits for a certificate, and its owner could not be told at another address: the"
                            + " next hop answered {}",
                    route.account(),
                    words);
        }
    }
}
