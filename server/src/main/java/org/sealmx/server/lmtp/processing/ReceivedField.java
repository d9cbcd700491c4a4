package org.sealmx.server.lmtp.processing;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sealmx.server.lmtp.step.LmtpSession;
import org.sealmx.server.lmtp.step.LmtpTransaction;

/** The body of our Received field (RFC 5321 section 4.4). It names no recipient. */
final class ReceivedField {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    private ReceivedField() {}

    static String of(LmtpSession session, LmtpTransaction transaction, String id, Clock clock) {
        String client = session.lhloName()
                .filter(name -> name.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}"))
                .orElse("unknown");
        return "from " + client + " (["
                + session.getRemoteAddress().getAddress().getHostAddress() + "]) by "
                + session.getConfiguration().getHelloName() + " (SealMX) with " + protocol(session, transaction)
                + " id " + id
                + "; " + DATE.format(ZonedDateTime.now(clock));
    }

    /** That of a message which this program itself has written, and which came by no protocol. */
    static String ofOwn(String domain, String id, Clock clock) {
        return "by " + domain + " (SealMX) id " + id + "; " + DATE.format(ZonedDateTime.now(clock));
    }

    /** The names of the IANA registry of mail transmission types (RFC 3848, RFC 6531 section 4.3). */
    private static String protocol(LmtpSession session, LmtpTransaction transaction) {
        return (transaction.isSmtpUtf8() ? "UTF8" : "") + "LMTP" + (session.isTLSStarted() ? "S" : "");
    }
}
