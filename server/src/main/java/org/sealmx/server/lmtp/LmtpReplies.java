package org.sealmx.server.lmtp;

import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.lmtp.LMTPMultiResponse;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.sealmx.smtp.Reply;

/** The replies of the protocol itself, and their way into James' responses. */
final class LmtpReplies {

    static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Sender OK");
    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Unknown command");
    static final Reply COMMAND_TOO_LONG = Reply.of(500, "5.5.2", "Command line too long");
    static final Reply FAULT = Reply.of(451, "4.3.0", "Local error, try again later");
    static final Reply LHLO_NEEDED = Reply.of(503, "5.5.1", "Need LHLO first");
    static final Reply MAIL_NEEDED = Reply.of(503, "5.5.1", "Need MAIL first");
    static final Reply NESTED_MAIL = Reply.of(503, "5.5.1", "Sender already specified");
    static final Reply MAIL_SYNTAX = Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
    static final Reply RCPT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address> [parameters]");
    static final Reply DATA_SYNTAX = Reply.of(501, "5.5.4", "Syntax: DATA");
    static final Reply SENDER_SYNTAX = Reply.of(501, "5.1.7", "Sender address is not valid");
    static final Reply PARAMETER_VALUE = Reply.of(501, "5.5.4", "Parameter value is not valid");
    static final Reply UNKNOWN_PARAMETER = Reply.of(555, "5.5.4", "Unsupported parameter");
    static final Reply UTF8_NOT_ANNOUNCED = Reply.of(553, "5.6.7", "Address needs SMTPUTF8");
    static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3", "Too many recipients");
    static final Response START_DATA = new SMTPResponse("354", "End data with <CR><LF>.<CR><LF>").immutable();

    private LmtpReplies() {}

    static Response response(Reply reply) {
        return new SMTPResponse(Integer.toString(reply.code()), reply.status() + " " + reply.text());
    }

    /** One reply after another, as RFC 2033 section 4.2 has them at the end of the data. */
    static Response responses(List<Reply> replies) {
        return LMTPMultiResponse.of(replies.stream().map(LmtpReplies::response).toList());
    }
}
