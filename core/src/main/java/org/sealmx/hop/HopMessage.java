package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.octets.MessageSource;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * A message for one recipient. Immutable.
 *
 * @param sender of MAIL FROM
 * @param recipient of RCPT TO
 * @param content lines that end in CR LF
 */
@Immutable
public record HopMessage(ReversePath sender, EmailAddress recipient, MessageSource content) {

    /** Its envelope. */
    HopEnvelope envelope() {
        return new HopEnvelope(sender, recipient, content.size());
    }

    /** Without sender and recipient, which are addresses. */
    @Override
    public String toString() {
        return "HopMessage[" + content.size() + " octets]";
    }
}
