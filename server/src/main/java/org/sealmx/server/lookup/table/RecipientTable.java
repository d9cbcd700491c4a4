package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * The list of the addresses that accept mail, for {@code virtual_mailbox_maps} or {@code relay_recipient_maps}. Found
 * is what RCPT accepts, not found what it refuses, and deferred or unavailable what it defers.
 */
@ThreadSafe
public final class RecipientTable implements LookupTable {

    /** The value of each address; Postfix does not look at it. */
    static final String VALUE = "OK";

    private static final Set<RefusalCause> NOBODY_ANSWERS =
            Set.of(RefusalCause.DIRECTORY_UNAVAILABLE, RefusalCause.STORE_UNAVAILABLE);

    private final RecipientQuestion question;

    /** @param question decides */
    public RecipientTable(RecipientQuestion question) {
        this.question = question;
    }

    @Override
    public LookupAnswer find(String key) {
        return KeyAddress.parse(key).map(this::answer).orElseGet(LookupAnswer.NotFound::new);
    }

    private LookupAnswer answer(EmailAddress recipient) {
        return question.refusalOf(recipient)
                .map(RecipientTable::refused)
                .orElseGet(() -> new LookupAnswer.Found(VALUE));
    }

    private static LookupAnswer refused(Refusal refusal) {
        Reply reply = refusal.reply();
        if (!reply.isTransient()) {
            return new LookupAnswer.NotFound();
        }
        String reason = reply.status() + " " + reply.text();
        return NOBODY_ANSWERS.contains(refusal.cause())
                ? new LookupAnswer.Unavailable(reason)
                : new LookupAnswer.Deferred(reason);
    }
}
