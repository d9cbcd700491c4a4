package org.sealmx.it.survival;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a relay must know of the protocol on one of its connections. Used by one thread for each direction. */
abstract class Talk {

    private StringBuilder seen = new StringBuilder();

    /** Notes what the server said, before it is passed on. */
    abstract void heard(String reply);

    /** Whether a message begins with these octets of the client. */
    abstract boolean begins(String octets);

    /** Whether the message that the client has sent so far is complete. */
    abstract boolean isComplete(CharSequence message);

    /** A reply that refuses the message. */
    abstract String refusal(boolean forGood);

    /** Collects the octets of a message until it is complete; returns whether it is. */
    final boolean collect(String octets) {
        seen.append(octets);
        boolean complete = isComplete(seen);
        if (complete) {
            seen = new StringBuilder();
        }
        return complete;
    }

    /** LMTP (RFC 2033) with one recipient for each message that is refused. */
    static final class Lmtp extends Talk {

        private volatile boolean expectsMessage;

        @Override
        void heard(String reply) {
            expectsMessage = reply.startsWith("354") || reply.contains("\n354");
        }

        @Override
        boolean begins(String octets) {
            return expectsMessage;
        }

        @Override
        boolean isComplete(CharSequence message) {
            return message.toString().endsWith("\r\n.\r\n");
        }

        @Override
        String refusal(boolean forGood) {
            return forGood ? "554 5.7.1 the relay refuses this\r\n" : "451 4.3.0 the relay refuses this for now\r\n";
        }
    }

    /** HTTP as CouchDB speaks it: messages are documents that are put into the database of a user. */
    static final class Http extends Talk {

        private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

        @Override
        void heard(String reply) {
            // a request says by itself what it is
        }

        @Override
        boolean begins(String octets) {
            return octets.startsWith("PUT /user-") || octets.startsWith("POST /user-");
        }

        @Override
        boolean isComplete(CharSequence message) {
            String text = message.toString();
            int body = text.indexOf("\r\n\r\n");
            if (body < 0) {
                return false;
            }
            Matcher length = LENGTH.matcher(text.substring(0, body));
            return length.find()
                    ? text.length() >= body + 4 + Integer.parseInt(length.group(1))
                    : text.endsWith("\r\n0\r\n\r\n");
        }

        @Override
        String refusal(boolean forGood) {
            String body = "{\"error\":\"relay\",\"reason\":\"the relay refuses this\"}\n";
            return (forGood ? "HTTP/1.1 400 Bad Request" : "HTTP/1.1 503 Service Unavailable")
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.US_ASCII).length + "\r\n\r\n" + body;
        }
    }
}
