package org.sealmx.mailets;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * Refuses the recipient that a matcher has found, and ends the processing of the mail. Unless configured otherwise, the
 * reply is the policy's, so that RCPT, the matchers and this mailet never disagree.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>accepts</th><th>default</th></tr>
 * <tr><td>{@code reply}</td><td>a reply of class 4 or 5: code, enhanced status, text</td><td>the policy's reply</td></tr>
 * </table>
 *
 * <p>Place in the chain: with a matcher, in processor {@code root} before {@code ResolveAliases} or in processor
 * {@code recipient} before {@code EncryptForRecipient}.
 *
 * <p>On failure: when the policy has not refused the recipient and no reply is configured, the recipient is deferred
 * (451 4.3.5).
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.RecipientIsOverQuota" class="org.sealmx.mailets.Refuse">
 *   <reply>552 5.2.2 The recipient's mailbox is full</reply>
 * </mailet>
 * }</pre>
 */
public final class Refuse extends AttemptMailet implements SealMxMailet {

    private static final String REPLY = "reply";
    private static final Pattern REPLY_FORM = Pattern.compile("([45]\\d\\d) ([45]\\.\\d{1,3}\\.\\d{1,3}) (.+)");

    private Optional<Reply> configured = Optional.empty();

    /** Called by James' injector. */
    @Inject
    public Refuse(DeliveryLedger ledger) {
        super(ledger);
    }

    @Override
    protected Set<String> parameters() {
        return Set.of(REPLY);
    }

    @Override
    protected void configure() throws MessagingException {
        Optional<String> value = options().text(REPLY);
        configured = value.isEmpty() ? Optional.empty() : Optional.of(parse(value.get()));
    }

    private Reply parse(String value) throws MessagingException {
        Matcher form = REPLY_FORM.matcher(value);
        if (form.matches()) {
            try {
                return Reply.of(Integer.parseInt(form.group(1)), form.group(2), form.group(3));
            } catch (IllegalArgumentException e) {
                throw options().wrong(REPLY, "is not a reply: " + e.getMessage());
            }
        }
        throw options().bad(REPLY, value, "a reply such as '550 5.7.1 Not accepted'");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Attempt attempt = attemptOf(mail, Attempt.class);
        Optional<Refusal> refusal = attempt.refusal();
        if (configured.isPresent()) {
            attempt.refuse(new Refusal(refusal.map(Refusal::cause).orElse(RefusalCause.CONFIGURED), configured.get()));
        } else if (refusal.isPresent()) {
            attempt.refuse(refusal.get());
        } else {
            attempt.defer(Replies.NOT_CONFIRMED);
        }
        end(mail);
    }
}
