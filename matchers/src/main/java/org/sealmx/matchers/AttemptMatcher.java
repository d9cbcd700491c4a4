package org.sealmx.matchers;

import java.util.Collection;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.james.AttemptAttribute;

/**
 * Matches all recipients of a mail or none of them, depending on the {@link Attempt} that the mail is part of. A mail
 * that did not come from SealMX' LMTP handlers is part of no attempt and never matches.
 */
abstract class AttemptMatcher extends GenericMatcher {

    private final DeliveryLedger ledger;

    AttemptMatcher(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    /** Refuses a condition, since the matchers of this package take none. */
    @Override
    public final void init() throws MessagingException {
        if (getCondition() != null) {
            throw new MessagingException(
                    getMatcherName() + " takes no condition: write match=\"" + getMatcherName() + "\"");
        }
    }

    @Override
    public final Collection<MailAddress> match(Mail mail) {
        return AttemptAttribute.idIn(mail)
                        .flatMap(ledger::find)
                        .filter(this::matches)
                        .isPresent()
                ? mail.getRecipients()
                : List.of();
    }

    abstract boolean matches(Attempt attempt);
}
