package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * The list of the addresses that accept mail, for {@code virtual_mailbox_maps} or {@code relay_recipient_maps}. Found
 * is what RCPT accepts, not found what it refuses, and unavailable what it defers, each for the null sender: the list
 * does not know who writes.
 */
@ThreadSafe
public final class RecipientTable implements LookupTable {

    /** The value of each address; Postfix does not look at it. */
    static final String VALUE = "OK";

    private final RecipientPolicy policy;

    /** @param policy decides */
    public RecipientTable(RecipientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public LookupAnswer find(String key) {
        return KeyAddress.parse(key).map(this::answer).orElseGet(LookupAnswer.NotFound::new);
    }

    private LookupAnswer answer(EmailAddress recipient) {
        if (policy.atRcpt(ReversePath.nullPath(), recipient) instanceof Verdict.Refuse refused) {
            Reply reply = refused.refusal().reply();
            return reply.isTransient()
                    ? new LookupAnswer.Unavailable(reply.status() + " " + reply.text())
                    : new LookupAnswer.NotFound();
        }
        return new LookupAnswer.Found(VALUE);
    }
}
