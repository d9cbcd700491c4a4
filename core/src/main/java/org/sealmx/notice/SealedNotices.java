package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Route;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingException;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * Seals notices to accounts and gives them to the store of the account's mail, like any other mail, each once: a
 * journal of its own remembers which were stored.
 */
@ThreadSafe
public final class SealedNotices {

    private final MessageSealer sealer;
    private final SealedStore mailboxes;
    private final Optional<SealedStore> forwards;
    private final LocalDomains domains;

    /**
     * @param sealer seals as the chain does
     * @param mailboxes the store of the accounts' mail
     * @param forwards the store of mail for other domains; empty when mail is not forwarded
     * @param journal remembers which notices were stored; not closed by this
     * @param domains our domains
     */
    public SealedNotices(
            MessageSealer sealer,
            SealedStore mailboxes,
            Optional<SealedStore> forwards,
            DeliveryJournal journal,
            LocalDomains domains) {
        this.sealer = sealer;
        this.mailboxes = NoticeStore.of(mailboxes, journal);
        this.forwards = forwards.map(store -> NoticeStore.of(store, journal));
        this.domains = domains;
    }

    /** Whether there is a store for the mail of a route. */
    boolean canReach(Route route) {
        return !route.remote() || forwards.isPresent();
    }

    /** The domain in whose name an account is written to. */
    String domainOf(Route route) {
        return domains.contains(route.mailbox()) ? route.mailbox().domain() : domains.first();
    }

    /**
     * Stores a notice, unless it is stored already.
     *
     * @param certificates of the route, usable now
     * @param address of ours that the notice is about, which names its recipient
     * @param text without placeholders
     * @throws SealingException when it cannot be sealed; nothing is stored then
     */
    StoreResult store(
            DeliveryId id, Route route, Usable certificates, EmailAddress address, NoticeTemplate text, Instant now)
            throws SealingException {
        SealedStore store = route.remote() ? forwards.orElseThrow() : mailboxes;
        String domain = domainOf(route);
        TraceFields trace = new TraceFields(
                ReversePath.nullPath(),
                route.remote() ? address : route.mailbox(),
                "by " + domain + " (SealMX); " + NoticeMessage.date(now),
                id.hex(),
                route.remote());
        EmailAddress author = EmailAddress.of("postmaster@" + domain);
        try (SealingShare share = new SealingShare()) {
            SealedMessage sealed =
                    sealer.seal(NoticeMessage.of(author, address, text, id.hex(), now), certificates, trace, share);
            if (sealed.format() != store.format()) {
                throw new SealingException("the chain seals in another format than the store takes");
            }
            return store.store(new SealedDelivery(id, ReversePath.nullPath(), route, Placement.inbox(), sealed));
        }
    }
}
