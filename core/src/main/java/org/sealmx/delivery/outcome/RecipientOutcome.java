package org.sealmx.delivery.outcome;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.measure.Stage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * What became of one RCPT: the one reply that the sending side got for it, either at once or after DATA.
 *
 * @param transaction the id in our Received field; empty when no message came
 * @param delivery the id that the log of this attempt uses; empty when no message was processed
 * @param queue the id of the message in Postfix' queue; empty when it is not known
 * @param recipient as the sending side wrote it
 * @param accounts those that the recipient leads to, as far as that was looked up
 * @param reply the reply
 * @param delay from the end of the message, or from RCPT, until the reply was known; 0 or more
 * @param stage the stage that decided
 * @param certificates the fingerprints of those that the message was sealed to
 * @param reason why
 */
@Immutable
public record RecipientOutcome(
        Optional<String> transaction,
        Optional<String> delivery,
        Optional<String> queue,
        EmailAddress recipient,
        List<AccountId> accounts,
        Reply reply,
        Duration delay,
        Stage stage,
        List<String> certificates,
        Reason reason) {

    /** Takes copies. */
    public RecipientOutcome {
        accounts = List.copyOf(accounts);
        certificates = List.copyOf(certificates);
    }

    /** What the reply means. */
    public Status status() {
        return Status.of(reply);
    }

    /** Without the recipient. */
    @Override
    public String toString() {
        return "RecipientOutcome[" + reply + ", " + reason.word() + " at " + stage.word() + "]";
    }
}
