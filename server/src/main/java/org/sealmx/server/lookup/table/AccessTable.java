package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;

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

    private final RecipientQuestion question;
    private final OurDomains ours;
    private final String accepted;

    /**
     * @param question decides
     * @param ours the domains about which the table has something to say
     * @param accepted the value for a recipient that RCPT accepts
     */
    public AccessTable(RecipientQuestion question, OurDomains ours, String accepted) {
        this.question = question;
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
        return question.refusalOf(recipient)
                .map(AccessTable::refused)
                .orElseGet(() -> new LookupAnswer.Found(accepted));
    }

    private static LookupAnswer refused(Refusal refusal) {
        return refusal.cause() == RefusalCause.DIRECTORY_UNAVAILABLE
                ? new LookupAnswer.Unavailable(refusal.reply().text())
                : new LookupAnswer.Found(refusal.reply().toString());
    }
}
