package org.sealmx.delivery.forward;

import org.sealmx.delivery.hop.HopTexts;
import org.sealmx.smtp.EnhancedStatus;
import org.sealmx.smtp.Reply;

/** Our texts for the refusals of the server that mail is forwarded through. */
final class ForwardTexts implements HopTexts {

    private static final int ADDRESS = 1;
    private static final int MAILBOX = 2;
    private static final int NETWORK = 4;

    @Override
    public String textFor(EnhancedStatus status) {
        return switch (status.subject()) {
            case ADDRESS -> "The mail is forwarded to an address that is not accepted";
            case MAILBOX -> "The mail is forwarded to a mailbox that does not accept it";
            case NETWORK -> "The mail is forwarded, and cannot be routed";
            default -> "The mail is forwarded, and the next server does not accept it";
        };
    }

    @Override
    public Reply lacking(String extension) {
        return extension.equals("SMTPUTF8")
                ? Reply.of(550, "5.6.7", "The mail is forwarded to a server that accepts only ASCII addresses")
                : Reply.of(554, "5.6.3", "The mail is forwarded to a server that does not accept messages of 8 bits");
    }
}
