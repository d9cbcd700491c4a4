package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.ReversePath;

/**
 * What Postfix is to do with a recipient (access(5)), for {@code check_recipient_access}: the reply to RCPT itself is
 * the value, so that the client reads the same code and status as LMTP would give, for the null sender. Not found means
 * no objection, and is the answer for domains that are not ours. Only when the directory cannot answer is the table
 * unavailable.
 */
@ThreadSafe
public final class AccessTable implements LookupTable {

    /** As leap_mx says it: Postfix accepts, and asks none of the restrictions that follow. */
    public static final String OK = "OK";
    /** Postfix goes on with the restrictions that follow. */
    public static final String DUNNO = "DUNNO";

    private final RecipientPolicy policy;
    private final OurDomains ours;
    private final String accepted;

    /**
     * @param policy decides
     * @param ours the domains about which the table has something to say
     * @param accepted the value for a recipient that RCPT accepts
     */
    public AccessTable(RecipientPolicy policy, OurDomains ours, String accepted) {
        this.policy = policy;
        this.ours = ours;
        this.accepted = accepted;
    }

    @Override
    public LookupAnswer find(String key) {
        Optional<String> domain = KeyAddress.domainOf(key);
        if (key.indexOf('@') <= 0 || domain.isEmpty() || !ours.contain(domain.get())) {
            return new LookupAnswer.NotFound();
        }
        return KeyAddress.parse(key)
                .map(this::answer)
                .orElseGet(() -> new LookupAnswer.Found(Replies.ADDRESS_SYNTAX.toString()));
    }

    private LookupAnswer answer(EmailAddress recipient) {
        if (policy.atRcpt(ReversePath.nullPath(), recipient) instanceof Verdict.Refuse refused) {
            Refusal refusal = refused.refusal();
            return refusal.cause() == RefusalCause.DIRECTORY_UNAVAILABLE
                    ? new LookupAnswer.Unavailable(refusal.reply().text())
                    : new LookupAnswer.Found(refusal.reply().toString());
        }
        return new LookupAnswer.Found(accepted);
    }
}
