package org.sealmx.server.lmtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.lmtp.LMTPMultiResponse;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.sealmx.smtp.Reply;

/** The replies of the protocol itself, and their conversion to James' responses. */
public final class LmtpReplies {

    public static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Sender OK");
    public static final Reply RSET_OK = Reply.of(250, "2.0.0", "OK");
    public static final Reply GOODBYE = Reply.of(221, "2.0.0", "Closing the connection");
    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Unknown command");
    static final Reply COMMAND_TOO_LONG = Reply.of(500, "5.5.2", "Command line too long");
    public static final Reply FAULT = Reply.of(451, "4.3.0", "Local error, try again later");
    public static final Reply LHLO_NEEDED = Reply.of(503, "5.5.1", "Need LHLO first");
    public static final Reply MAIL_NEEDED = Reply.of(503, "5.5.1", "Need MAIL first");
    public static final Reply NESTED_MAIL = Reply.of(503, "5.5.1", "Sender already specified");
    public static final Reply MAIL_SYNTAX = Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
    public static final Reply RCPT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address> [parameters]");
    public static final Reply DATA_SYNTAX = Reply.of(501, "5.5.4", "Syntax: DATA");
    public static final Reply LHLO_SYNTAX = Reply.of(501, "5.5.4", "Syntax: LHLO domain");
    public static final Reply RSET_SYNTAX = Reply.of(501, "5.5.4", "Syntax: RSET");
    public static final Reply QUIT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: QUIT");
    public static final Reply TOO_MANY_CONNECTIONS = Reply.of(421, "4.3.2", "Too many connections, try again later");
    public static final Reply STOPPING = Reply.of(421, "4.3.2", "The server is being stopped, try again later");
    public static final Reply DATA_TIMEOUT =
            Reply.of(421, "4.4.2", "The message stopped coming, closing the connection");
    public static final Reply SENDER_SYNTAX = Reply.of(501, "5.1.7", "Sender address is not valid");
    public static final Reply PARAMETER_VALUE = Reply.of(501, "5.5.4", "Parameter value is not valid");
    public static final Reply UNKNOWN_PARAMETER = Reply.of(555, "5.5.4", "Unsupported parameter");
    public static final Reply UTF8_NOT_ANNOUNCED = Reply.of(553, "5.6.7", "Address needs SMTPUTF8");
    public static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3", "Too many recipients");
    public static final Response START_DATA = new SMTPResponse("354", "End data with <CR><LF>.<CR><LF>").immutable();

    private LmtpReplies() {}

    public static SMTPResponse response(Reply reply) {
        return new SMTPResponse(Integer.toString(reply.code()), reply.status() + " " + reply.text());
    }

    /** The octets of a reply, for one that is written without James. */
    public static ByteBuf octets(Reply reply) {
        return Unpooled.copiedBuffer(
                reply.code() + " " + reply.status() + " " + reply.text() + "\r\n", StandardCharsets.US_ASCII);
    }

    /** Whether the client gave an argument to a command. */
    public static boolean hasArgument(Request request) {
        return !Optional.ofNullable(request.getArgument()).orElse("").isBlank();
    }

    /** One reply after another, as RFC 2033 section 4.2 requires at the end of the data. */
    public static Response responses(List<Reply> replies) {
        return LMTPMultiResponse.of(
                replies.stream().<Response>map(LmtpReplies::response).toList());
    }
}
