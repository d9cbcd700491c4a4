package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Asks, for a table, whether RCPT refuses a recipient, for the null sender: tables do not know who writes. */
@ThreadSafe
public final class RecipientQuestion {

    private final RecipientPolicy policy;
    private final RefusalListener listener;

    /**
     * @param policy decides
     * @param listener is told each refusal
     */
    public RecipientQuestion(RecipientPolicy policy, RefusalListener listener) {
        this.policy = policy;
        this.listener = listener;
    }

    /** Why RCPT refuses or defers the recipient; empty when it accepts it. */
    Optional<Refusal> refusalOf(EmailAddress recipient) {
        if (policy.atRcpt(ReversePath.nullPath(), recipient) instanceof Verdict.Refuse refused) {
            listener.refused(recipient, refused);
            return Optional.of(refused.refusal());
        }
        return Optional.empty();
    }
}
