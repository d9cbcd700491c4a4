package org.sealmx.server.lmtp.session;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import org.sealmx.server.lmtp.step.LmtpSession;

/**
 * One connection. Commands are read as UTF-8 (RFC 6531), and every reply has an enhanced status. Used only by its
 * connection's thread.
 */
public final class LmtpConnection extends SMTPSessionImpl implements LmtpSession {

    private Optional<OpenTransaction> transaction = Optional.empty();

    /** Outside a transaction, and before LHLO. */
    public LmtpConnection(ProtocolTransport transport, SMTPConfiguration configuration) {
        super(transport, configuration);
    }

    /** The transaction that MAIL has begun; empty outside a transaction. */
    public Optional<OpenTransaction> transaction() {
        return transaction;
    }

    /** Begins a transaction. */
    public void begin(OpenTransaction begun) {
        transaction = Optional.of(begun);
    }

    @Override
    public Optional<String> lhloName() {
        return getAttachment(CURRENT_HELO_NAME, State.Connection);
    }

    @Override
    public void resetState() {
        transaction.ifPresent(OpenTransaction::release);
        transaction = Optional.empty();
        super.resetState();
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public Response newCommandNotFoundErrorResponse() {
        return LmtpReplies.response(LmtpReplies.UNKNOWN_COMMAND);
    }

    @Override
    public Response newLineTooLongResponse() {
        return LmtpReplies.response(LmtpReplies.COMMAND_TOO_LONG);
    }

    @Override
    public Response newFatalErrorResponse() {
        return LmtpReplies.response(LmtpReplies.FAULT);
    }
}
