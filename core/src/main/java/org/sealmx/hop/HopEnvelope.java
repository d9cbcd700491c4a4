package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * The envelope of a message for one recipient.
 *
 * @param sender of MAIL FROM
 * @param recipient of RCPT TO
 * @param size of the message in octets; 0 when it is not known
 */
@Immutable
public record HopEnvelope(ReversePath sender, EmailAddress recipient, long size) {

    /** Whether it needs SMTPUTF8 (RFC 6531). */
    boolean needsUtf8() {
        return !recipient.isAscii()
                || sender.address().map(address -> !address.isAscii()).orElse(false);
    }

    /** Without sender and recipient, which are addresses. */
    @Override
    public String toString() {
        return "HopEnvelope[" + size + " octets]";
    }
}
