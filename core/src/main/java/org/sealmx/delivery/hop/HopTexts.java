package org.sealmx.delivery.hop;

import org.sealmx.smtp.EnhancedStatus;
import org.sealmx.smtp.Reply;

/** Our texts for the refusals of a next server, whose own texts may name addresses and hosts. Stateless. */
public interface HopTexts {

    /** A text for a status (RFC 3463), for the sending side: one line of printable ASCII. */
    String textFor(EnhancedStatus status);

    /**
     * The reply when the next server lacks an extension that the message needs.
     *
     * @param extension its keyword, 8BITMIME or SMTPUTF8
     */
    Reply lacking(String extension);
}
