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

    /** Whether the envelope needs SMTPUTF8 (RFC 6531). */
    boolean needsUtf8() {
        return !recipient.isAscii()
                || sender.address().map(address -> !address.isAscii()).orElse(false);
    }
}
