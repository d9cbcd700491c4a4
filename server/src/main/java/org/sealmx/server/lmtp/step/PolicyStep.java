package org.sealmx.server.lmtp.step;

import java.util.Optional;
import javax.inject.Inject;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * Asks the policy at RCPT, so that Postfix learns before it sends the message that a recipient cannot receive it. A
 * recipient that the transaction has already is not asked about again.
 */
public final class PolicyStep implements RecipientStep {

    private final RecipientPolicy policy;

    /** Called by James' injector. */
    @Inject
    public PolicyStep(RecipientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<Reply> onRecipient(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
        return judge(session, transaction, recipient)
                .map(refused -> refused.refusal().reply());
    }

    @Override
    public Optional<Verdict.Refuse> judge(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
        if (transaction.recipients().contains(recipient)) {
            return Optional.empty();
        }
        return policy.atRcpt(transaction.sender(), recipient, transaction.declaredSize())
                        instanceof Verdict.Refuse refused
                ? Optional.of(refused)
                : Optional.empty();
    }
}
