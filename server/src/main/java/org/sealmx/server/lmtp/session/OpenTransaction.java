package org.sealmx.server.lmtp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.server.lmtp.step.LmtpTransaction;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * The transaction that MAIL has begun. RCPT adds recipients, and DATA what reads the message. Used only by its
 * connection's thread.
 */
public final class OpenTransaction implements LmtpTransaction {

    private final ReversePath sender;
    private final boolean smtpUtf8;
    private final long declaredSize;
    private final List<EmailAddress> recipients = new ArrayList<>();
    private Optional<DataReader> data = Optional.empty();

    /**
     * Without recipients and data.
     *
     * @param sender of MAIL FROM
     * @param smtpUtf8 whether the client gave SMTPUTF8
     * @param declaredSize the value of SIZE; 0 without it
     */
    public OpenTransaction(ReversePath sender, boolean smtpUtf8, long declaredSize) {
        this.sender = sender;
        this.smtpUtf8 = smtpUtf8;
        this.declaredSize = declaredSize;
    }

    @Override
    public ReversePath sender() {
        return sender;
    }

    @Override
    public boolean isSmtpUtf8() {
        return smtpUtf8;
    }

    @Override
    public long declaredSize() {
        return declaredSize;
    }

    @Override
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
