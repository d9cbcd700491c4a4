package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.LastUsable;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole directory once and tells the owners of certificates that end soon. Of each document with certificates
 * only the end is looked at; the addresses of those that end soon are then resolved like those of mail, so that the
 * notice goes where mail would go, sealed as mail would be.
 */
@ThreadSafe
public final class ExpiryRound {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExpiryRound.class);
    /** An address that nobody has, for a document that catches all. */
    private static final String ANY_LOCAL_PART = "certificate-notice";

    private final IdentityDocuments documents;
    private final RecipientDirectory directory;
    private final ExpiryNotices notices;
    private final ExpiryForecast forecast;
    private final Clock clock;

    /** Those that the last reading to the end has found. */
    @GuardedBy("this")
    private NearEnds near = new NearEnds();

    /**
     * @param documents all documents
     * @param directory resolves the addresses of those that end soon
     * @param notices tells the owners
     * @param forecast gets the result
     * @param clock the time at which certificates must be usable
     */
    public ExpiryRound(
            IdentityDocuments documents,
            RecipientDirectory directory,
            ExpiryNotices notices,
            ExpiryForecast forecast,
            Clock clock) {
        this.documents = documents;
        this.directory = directory;
        this.notices = notices;
        this.forecast = forecast;
        this.clock = clock;
    }

    /** The end of an account's certificates. */
    private record Ending(AccountId account, Instant end) {}

    /** How a round ended. */
    enum Result {
        /** Everything was read, and everybody told whom it concerns. */
        COMPLETE,
        /** Something was not ready; try again soon. */
        AGAIN
    }

    /**
     * Reads the directory.
     *
     * @param goOn called after each page; may wait; false ends the round
     */
    Result run(BooleanSupplier goOn) {
        Round round = new Round(goOn);
        try {
            if (!documents.visit(round)) {
                return Result.AGAIN;
            }
            round.finish();
        } catch (DirectoryUnavailableException e) {
            LOGGER.warn(
                    "The certificates that end soon are not known yet, since the directory is unavailable: {}",
                    e.getMessage());
            return Result.AGAIN;
        }
        return round.again ? Result.AGAIN : Result.COMPLETE;
    }

    /**
     * Looks again at those that end first, so that a renewal counts before the next round. Tells nobody anything; when
     * the directory does not answer, the next time is soon enough.
     */
    synchronized void lookAgain() {
        try {
            near.lookAgain(directory, clock.instant(), forecast);
        } catch (DirectoryUnavailableException e) {
            LOGGER.debug("the certificates that end soon are not looked at again", e);
        }
    }

    private synchronized void found(NearEnds ends) {
        near = ends;
    }

    private final class Round implements IdentityDocuments.Visitor {

        private final BooleanSupplier goOn;
        private final Instant begin = clock.instant();
        private final AccountEnds ends = new AccountEnds();
        private final NearEnds nearest = new NearEnds();
        private Optional<Ending> first = Optional.empty();
        private final Set<AccountId> soon = new HashSet<>();
        private boolean again;

        Round(BooleanSupplier goOn) {
            this.goOn = goOn;
        }

        @Override
        public boolean goOn() {
            return goOn.getAsBoolean();
        }

        @Override
        public void identity(Identity identity, Supplier<CertificateSource> certificates) {
            if (!identity.enabled()
                    || identity.userId().isEmpty()
                    || identity.keyMaterial().isEmpty()) {
                return;
            }
            try {
                look(identity, identity.userId().get(), certificates.get());
            } catch (DirectoryUnavailableException e) {
                LOGGER.debug("identity {}", identity.id(), e);
                again = true;
            } catch (RuntimeException e) {
                // one document must not hide the others; the message could name an address
                LOGGER.error(
                        "Identity {}: its certificates could not be looked at: {}",
                        identity.id(),
                        e.getClass().getName());
                LOGGER.debug("identity {}", identity.id(), e);
            }
        }

        private void look(Identity identity, AccountId owner, CertificateSource source)
                throws DirectoryUnavailableException {
            Instant now = clock.instant();
            boolean strangers =
                    source.namesOthers(address -> AddressKey.of(address).equals(identity.address()));
            Optional<LastUsable> last = LastUsable.of(source, now);
            if (!strangers && last.isEmpty()) {
                return;
            }
            if (!strangers && !notices.days().isSoon(now, last.get().end())) {
                note(owner, last.get());
                return;
            }
            EmailAddress address = addressOf(identity);
            if (directory.resolve(address) instanceof Resolution.Routes routes) {
                for (Route route : routes.routes()) {
                    look(address, route, now);
                }
            }
        }

        private void look(EmailAddress address, Route route, Instant now) {
            Optional<LastUsable> last = LastUsable.of(route.certificates(), now);
            if (last.isPresent()) {
                note(route.account(), last.get());
                if (notices.days().isSoon(now, last.get().end())) {
                    soon.add(route.account());
                    nearest.add(route.account(), address, last.get().end().getEpochSecond());
                }
                again |= notices.tell(address, route, last.get(), now) == ExpiryNotices.Outcome.AGAIN;
            }
        }

        private void note(AccountId account, LastUsable last) {
            ends.add(account, last.end().getEpochSecond());
            if (first.isEmpty() || last.end().isBefore(first.get().end())) {
                first = Optional.of(new Ending(account, last.end()));
            }
        }

        void finish() {
            forecast.read(begin, ends);
            found(nearest);
            if (!soon.isEmpty()) {
                LOGGER.warn(
                        "{} of the directory will have no usable certificate within {} days, the first on {} (account {})",
                        soon.size() == 1 ? "1 account" : soon.size() + " accounts",
                        notices.days().horizon(),
                        first.orElseThrow().end(),
                        first.orElseThrow().account());
            }
        }
    }

    private static EmailAddress addressOf(Identity identity) {
        return identity.address()
                .address()
                .orElseGet(() -> EmailAddress.of(
                        ANY_LOCAL_PART + "@" + identity.address().domain()));
    }
}
