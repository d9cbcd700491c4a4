package org.sealmx.it.faults;

import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.utils.UserDefinedStartable;

/**
 * Gives {@code full@example.org} room for one message, and {@code small@example.org} for 20 KB, in James' mailboxes.
 */
public final class LimitMailboxes implements UserDefinedStartable {

    private final MaxQuotaManager limits;
    private final UserQuotaRootResolver roots;

    /** James' quotas. */
    @Inject
    public LimitMailboxes(MaxQuotaManager limits, UserQuotaRootResolver roots) {
        this.limits = limits;
        this.roots = roots;
    }

    @Override
    public void start() {
        try {
            limits.setMaxMessage(roots.forUser(Username.of("full@example.org")), QuotaCountLimit.count(1));
            limits.setMaxStorage(roots.forUser(Username.of("small@example.org")), QuotaSizeLimit.size(20_000));
        } catch (MailboxException e) {
            throw new IllegalStateException(e);
        }
    }
}
