package org.sealmx.server.lmtp.step;

import java.util.List;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * One LMTP transaction as the commands have built it up so far (RFC 5321 section 3.3), as steps see it: they judge it
 * and cannot change it. Used only by its connection's thread.
 */
public interface LmtpTransaction {

    /** The reverse-path of MAIL FROM. */
    ReversePath sender();

    /** Whether the transaction was begun with SMTPUTF8 (RFC 6531 section 3.4). */
    boolean isSmtpUtf8();

    /** The size of the message in octets as MAIL has declared it (RFC 1870); 0 when it has not. */
    long declaredSize();

    /** The accepted recipients, in the order of their RCPT commands, duplicates included. */
    List<EmailAddress> recipients();
}
