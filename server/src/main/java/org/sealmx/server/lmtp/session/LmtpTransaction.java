package org.sealmx.server.lmtp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * One LMTP transaction as the commands have built it up so far (RFC 5321 section 3.3). Used only by its connection's
 * thread.
 */
public final class LmtpTransaction {

    private final ReversePath sender;
    private final boolean smtpUtf8;
    private final List<EmailAddress> recipients = new ArrayList<>();
    private Optional<DataReader> data = Optional.empty();

    /**
     * Without recipients and data.
     *
     * @param sender of MAIL FROM
     * @param smtpUtf8 whether the client gave SMTPUTF8
     */
    public LmtpTransaction(ReversePath sender, boolean smtpUtf8) {
        this.sender = sender;
        this.smtpUtf8 = smtpUtf8;
    }

    /** The reverse-path of MAIL FROM. */
    public ReversePath sender() {
        return sender;
    }

    /** Whether the transaction was begun with SMTPUTF8 (RFC 6531 section 3.4). */
    public boolean isSmtpUtf8() {
        return smtpUtf8;
    }

    /** The accepted recipients, in the order of their RCPT commands, duplicates included. */
    public List<EmailAddress> recipients() {
        return List.copyOf(recipients);
    }

    /** Adds a recipient. */
    public void accept(EmailAddress recipient) {
        recipients.add(recipient);
    }

    /** What reads the data; empty before DATA. */
    public Optional<DataReader> data() {
        return data;
    }

    /** Begins the data. */
    public void begin(DataReader reader) {
        data = Optional.of(reader);
    }

    /** Releases the budget that the data of this transaction has reserved. */
    void release() {
        data.ifPresent(DataReader::discard);
    }
}
