package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.smtp.EnhancedStatus;
import org.sealmx.smtp.Reply;

/**
 * A reply of the next server. Its text may name addresses, so it is neither logged nor passed on. Immutable.
 *
 * @param code 200 to 599
 * @param lines the texts of its lines, without the code
 */
@Immutable
public record HopReply(int code, List<String> lines) {

    private static final Pattern STATUS = Pattern.compile("(?s)([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s.*)?");
    /** The server ends the session (RFC 5321 section 3.8). */
    private static final int CLOSING = 421;
    /** Command not recognised, bad syntax, bad sequence, not implemented (RFC 5321 section 4.2.2). */
    private static final int FIRST_ABOUT_COMMAND = 500;

    private static final int LAST_ABOUT_COMMAND = 504;
    /** RFC 4954 section 6: 530, 534, 535, 538. */
    private static final int FIRST_ABOUT_LOGIN = 530;

    private static final int LAST_ABOUT_LOGIN = 538;
    /** MAIL or RCPT parameters that are not recognised (RFC 5321 section 4.1.1.11). */
    private static final int ABOUT_PARAMETER = 555;

    /** RFC 5321 section 4.2.2. */
    private static final int BAD_ARGUMENT = 501;

    private static final int ARGUMENT_NOT_IMPLEMENTED = 504;
    /** Subjects and details of enhanced status codes (RFC 3463 sections 3.2 and 3.6). */
    private static final int ADDRESS = 1;

    private static final int PROTOCOL = 5;
    private static final int SYNTAX_ERROR = 2;
    private static final int INVALID_ARGUMENT = 4;

    /** Takes a copy. */
    public HopReply {
        lines = List.copyOf(lines);
    }

    /** Class 2. */
    boolean isSuccess() {
        return code / 100 == 2;
    }

    /** Whether the server asks for the message. */
    boolean isGoAhead() {
        return code == 354;
    }

    /** Class 3: the server waits for more. */
    boolean isIntermediate() {
        return code / 100 == 3;
    }

    /** Whether the server ends the session with this reply. */
    boolean isClosing() {
        return code == CLOSING;
    }

    /**
     * Whether the reply, to MAIL or RCPT, is about the address in it although its code is one for the syntax of a
     * command: Postfix has 501 5.1.3 and 5.1.7 for a bad address and 504 5.5.2 for one without a domain, Dovecot has
     * 501 5.5.4.
     */
    boolean isAboutAddress() {
        if (code != BAD_ARGUMENT && code != ARGUMENT_NOT_IMPLEMENTED) {
            return false;
        }
        EnhancedStatus status = status();
        return status.subject() == ADDRESS
                || (status.subject() == PROTOCOL
                        && status.detail() == (code == BAD_ARGUMENT ? INVALID_ARGUMENT : SYNTAX_ERROR));
    }

    /** Whether the reply is about how we speak to the server, rather than about a message or its recipient. */
    boolean isAboutSession() {
        return isClosing()
                || code == ABOUT_PARAMETER
                || (code >= FIRST_ABOUT_COMMAND && code <= LAST_ABOUT_COMMAND)
                || (code >= FIRST_ABOUT_LOGIN && code <= LAST_ABOUT_LOGIN);
    }

    /** The enhanced status (RFC 2034) in the first line; X.0.0 when there is none of the code's class. */
    public EnhancedStatus status() {
        int statusClass = code / 100;
        return lines.stream()
                .findFirst()
                .flatMap(HopReply::statusIn)
                .filter(status -> status.statusClass() == statusClass)
                .orElseGet(() -> new EnhancedStatus(statusClass, 0, 0));
    }

    private static Optional<EnhancedStatus> statusIn(String text) {
        Matcher matcher = STATUS.matcher(text);
        return matcher.matches() ? Optional.of(EnhancedStatus.parse(matcher.group(1))) : Optional.empty();
    }

    /**
     * The same code and status with a text of ours.
     *
     * @param text one line of printable ASCII
     */
    public Reply with(String text) {
        return new Reply(code, status(), text);
    }

    /** Code and status, without the text. Class 3 has no status (RFC 3463 section 2). */
    @Override
    public String toString() {
        return isIntermediate() ? Integer.toString(code) : code + " " + status();
    }
}
