package org.sealmx.mailets;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaManager.Quotas;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import reactor.core.publisher.Mono;

/** The quotas of James' mailboxes: how many messages, and how many octets. */
@ThreadSafe
final class JamesQuotas {

    /** Postfix waits for the answer to RCPT for five minutes (lmtp_rcpt_timeout). */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @SuppressWarnings("ThreadSafe") // as all parts of James
    private final QuotaRootResolver roots;

    @SuppressWarnings("ThreadSafe") // as all parts of James
    private final QuotaManager quotas;

    JamesQuotas(QuotaRootResolver roots, QuotaManager quotas) {
        this.roots = roots;
        this.quotas = quotas;
    }

    /**
     * Why James would not store a message.
     *
     * @param size in octets, or less
     * @return empty when there is room for it
     * @throws RuntimeException when James does not know
     */
    Optional<String> obstacle(Username owner, long size) {
        Quotas found = Mono.from(roots.getQuotaRootReactive(MailboxPath.inbox(owner)))
                .flatMap(root -> Mono.from(quotas.getQuotasReactive(root)))
                .blockOptional(PATIENCE)
                .orElseThrow(() -> new IllegalStateException("there is no quota"));
        if (found.getMessageQuota().isOverQuotaWithAdditionalValue(1)) {
            return Optional.of("the mailbox has as many messages as its quota allows");
        }
        return found.getStorageQuota().isOverQuotaWithAdditionalValue(Math.max(1, size))
                ? Optional.of("the mailbox has no room for the message within its quota")
                : Optional.empty();
    }
}
