package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.LastUsable;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.Route;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.sealing.SealingException;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner of an account that its last usable certificate ends, in a message that is sealed with that
 * certificate. Account, certificates, end and step make the id of the delivery: each notice is stored once, whichever
 * node is the first, and a renewed certificate has notices of its own. Each notice that is stored is a WARN for the
 * operator.
 */
@ThreadSafe
public final class ExpiryNotices {

    /** The words that the text may have in braces. */
    public static final Set<String> PLACEHOLDERS = Set.of("address", "domain", "days", "date", "end", "fingerprint");

    /** The text when the operator gives none. */
    public static final NoticeTemplate DEFAULT_TEXT =
            new NoticeTemplate("Your encryption certificate ends on {date}", """
            Mail for {address} is encrypted
            with your own certificate before it is stored. Your last usable
            certificate ends soon:

                Certificate: {fingerprint}
                Ends:        {end}
                Days left:   {days}

            After that, new mail cannot be encrypted. It waits, and after some days
            it goes back to its senders.

            Please renew the certificate or make a new one, and hand it in to the
            administrators of {domain} before that day. If you have renewed it
            already, the renewed copy has not been handed in yet.

            Keep your old key: it still opens the mail that you have.

            This message was written by the mail server.
            """);

    private static final Logger LOGGER = LoggerFactory.getLogger(ExpiryNotices.class);
    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /** What has come of a notice. */
    enum Outcome {
        /** None is due, it is in the store, or the account cannot get it today. */
        SETTLED,
        /** The store, the journal or another node was not ready; try again soon. */
        AGAIN
    }

    private final NoticeDays days;
    private final NoticeTemplate text;
    private final SealedNotices notices;
    private final SealableCertificates sealable;
    private final DeliveryIdFactory ids;

    /**
     * @param days when to tell
     * @param text with {@link #PLACEHOLDERS}
     * @param notices seals and stores
     * @param sealable which certificates the chain can seal to
     * @param ids makes the ids of deliveries
     */
    public ExpiryNotices(
            NoticeDays days,
            NoticeTemplate text,
            SealedNotices notices,
            SealableCertificates sealable,
            DeliveryIdFactory ids) {
        this.days = days;
        this.text = text;
        this.notices = notices;
        this.sealable = sealable;
        this.ids = ids;
    }

    NoticeDays days() {
        return days;
    }

    /**
     * Stores the notice that is due for a route, if there is one.
     *
     * @param address of ours that leads to the route
     * @param last the end of the route's certificates
     */
    Outcome tell(EmailAddress address, Route route, LastUsable last, Instant now) {
        OptionalInt step = days.due(now, last.end());
        if (step.isPresent()
                && notices.canReach(route)
                && route.certificates().evaluate(now) instanceof Usable usable
                && sealable.problemWith(usable).isEmpty()) {
            return tell(address, route, last, usable, step.getAsInt(), now);
        }
        return Outcome.SETTLED;
    }

    private Outcome tell(EmailAddress address, Route route, LastUsable last, Usable usable, int step, Instant now) {
        DeliveryId id = ids.idOfNotice(
                "expiry",
                List.of(
                        route.account().value(),
                        String.join(",", last.fingerprints()),
                        Long.toString(last.end().getEpochSecond()),
                        Integer.toString(step)));
        long left = daysLeft(now, last.end());
        try {
            StoreResult result = notices.store(id, route, usable, address, filled(address, route, last, left), now);
            return report(route, last, left, result);
        } catch (SealingException e) {
            LOGGER.error(
                    "Account {}: the notice of its certificate's end cannot be sealed: {}",
                    route.account(),
                    e.getMessage());
            return Outcome.SETTLED;
        }
    }

    private NoticeTemplate filled(EmailAddress address, Route route, LastUsable last, long left) {
        String end = END.format(last.end().atOffset(ZoneOffset.UTC));
        return text.with(Map.of(
                "address", address.toString(),
                "domain", notices.domainOf(route),
                "days", Long.toString(left),
                "date", end.substring(0, "yyyy-mm-dd".length()),
                "end", end,
                "fingerprint", String.join(", ", last.fingerprints())));
    }

    private static Outcome report(Route route, LastUsable last, long left, StoreResult result) {
        if (result instanceof StoreResult.Stored) {
            LOGGER.warn(
                    "Account {}: its last usable certificate ends on {}, in {} days; its mail waits from then on. Its owner"
                            + " has been told. Fingerprint {}",
                    route.account(),
                    last.end(),
                    left,
                    String.join(", ", last.fingerprints()));
            return Outcome.SETTLED;
        }
        if (result instanceof StoreResult.AlreadyThere) {
            return Outcome.SETTLED;
        }
        if (result instanceof StoreResult.UnderWay) {
            return Outcome.AGAIN;
        }
        boolean again = isForAll(result);
        LOGGER.warn(
                "Account {}: its last usable certificate ends on {}, in {} days, and its owner could not be told: {};"
                        + " the next attempt is {}",
                route.account(),
                last.end(),
                left,
                reason(result),
                again ? "soon" : "tomorrow");
        return again ? Outcome.AGAIN : Outcome.SETTLED;
    }

    private static boolean isForAll(StoreResult result) {
        return result instanceof StoreResult.NotRecorded
                || (result instanceof StoreResult.Unavailable unavailable && unavailable.scope() == Scope.STORE)
                || (result instanceof StoreResult.Full full && full.scope() == Scope.STORE);
    }

    private static String reason(StoreResult result) {
        if (result instanceof StoreResult.Unavailable unavailable) {
            return unavailable.reason();
        } else if (result instanceof StoreResult.Full full) {
            return full.reason();
        } else if (result instanceof StoreResult.TooLarge tooLarge) {
            return tooLarge.reason();
        } else if (result instanceof StoreResult.NotAcceptable notAcceptable) {
            return notAcceptable.reason();
        } else if (result instanceof StoreResult.NoPlace noPlace) {
            return noPlace.reason();
        } else if (result instanceof StoreResult.Refused refused) {
            return "the store answered " + refused.reply().code() + " "
                    + refused.reply().status();
        }
        return "the journal of notices cannot be written";
    }

    /** To the nearest day, since a notice goes out up to half a day before or after its day; at least 1. */
    private static long daysLeft(Instant now, Instant end) {
        return Math.max(1, Duration.between(now, end).plus(NoticeDays.SLACK).toDays());
    }
}
