package org.sealmx.delivery.lmtp;

import org.sealmx.delivery.hop.HopTexts;
import org.sealmx.smtp.EnhancedStatus;
import org.sealmx.smtp.Reply;

/** Our texts for the refusals of the server that has the mailboxes. */
final class HopReplies implements HopTexts {

    private static final int ADDRESS = 1;
    private static final int MAILBOX = 2;

    @Override
    public String textFor(EnhancedStatus status) {
        return switch (status.subject()) {
            case ADDRESS -> "The mail store does not know the recipient";
            case MAILBOX ->
                status.detail() == 2
                        ? "The recipient's mailbox is full"
                        : "The recipient's mailbox does not accept mail";
            default -> "The mail store does not accept the message";
        };
    }

    @Override
    public Reply lacking(String extension) {
        return extension.equals("SMTPUTF8")
                ? Reply.of(550, "5.6.7", "The mail store does not accept addresses that are not ASCII")
                : Reply.of(554, "5.6.3", "The mail store does not accept messages of 8 bits");
    }
}
