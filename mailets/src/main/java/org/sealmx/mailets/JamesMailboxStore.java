package org.sealmx.mailets;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.OverQuotaException;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SearchableStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.james.Fault;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James' mailboxes. They store a message again when they get it again, but can be searched: the header of each stored
 * message has the id of its delivery.
 */
@ThreadSafe
@Singleton
public final class JamesMailboxStore implements SearchableStore {

    /** The value of {@code store} in {@code sealmx.properties}. */
    public static final String NAME = "mailbox";

    private static final Username NOBODY = Username.of("sealmx-health-check");

    /** The accounts that can have a mailbox. */
    static final JamesMailboxNames ACCOUNTS = new JamesMailboxNames();

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesMailboxStore.class);

    private final MailboxManager mailboxes;
    private final JamesQuotas quotas;

    /** Called by James' injector. */
    @Inject
    public JamesMailboxStore(
            @Named("mailboxmanager") MailboxManager mailboxes, QuotaRootResolver roots, QuotaManager quotas) {
        this.mailboxes = mailboxes;
        this.quotas = new JamesQuotas(roots, quotas);
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

    /** {@inheritDoc} Full when James' quota has no room for one more message, or for one of that size. */
    @Override
    public Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
        try {
            return quotas.obstacle(ACCOUNTS.nameOf(route.mailbox()), size)
                    .map(reason -> new StoreResult.Full(Scope.ACCOUNT, reason));
        } catch (RuntimeException e) {
            LOGGER.debug("the quota of an account is not known", e);
            return Optional.of(
                    new StoreResult.Unavailable(Scope.STORE, e.getClass().getName(), Fault.of(e)));
        }
    }

    /**
     * {@inheritDoc} The message goes into the folder that was asked for, which is created when it is missing, or else
     * into the INBOX.
     */
    @Override
    public StoreResult append(SealedDelivery delivery) {
        try {
            return with(delivery.route().mailbox(), account -> {
                account.append(delivery.id(), delivery.placement(), delivery.message());
                return new StoreResult.Stored();
            });
        } catch (OverQuotaException e) {
            return new StoreResult.Full(Scope.ACCOUNT, "the mailbox is over its quota");
        } catch (MailboxException | RuntimeException e) {
            return unavailable(delivery.id(), e);
        }
    }

    @Override
    public Optional<StoreResult> find(SealedDelivery delivery) {
        try {
            return with(delivery.route().mailbox(), account -> account.has(delivery.id()))
                    ? Optional.of(new StoreResult.AlreadyThere())
                    : Optional.empty();
        } catch (MailboxException | RuntimeException e) {
            return Optional.of(unavailable(delivery.id(), e));
        }
    }

    /** {@inheritDoc} Asks James for a mailbox of a user who need not exist. */
    @Override
    public Optional<String> problem() {
        try (JamesAccount account = new JamesAccount(mailboxes, NOBODY)) {
            account.look();
            return Optional.empty();
        } catch (MailboxException | RuntimeException e) {
            LOGGER.debug("the mailboxes cannot be read", e);
            return Optional.of(Fault.of(e));
        }
    }

    private static StoreResult unavailable(DeliveryId id, Exception e) {
        LOGGER.debug("delivery {}", id.hex(), e);
        return new StoreResult.Unavailable(Scope.STORE, e.getClass().getName(), Fault.of(e));
    }

    /** What is done with an account. */
    @FunctionalInterface
    private interface AccountAction<T> {
        T on(JamesAccount account) throws MailboxException;
    }

    private <T> T with(EmailAddress mailbox, AccountAction<T> action) throws MailboxException {
        try (JamesAccount account = new JamesAccount(mailboxes, ACCOUNTS.nameOf(mailbox))) {
            return action.on(account);
        }
    }
}
