package org.sealmx.smtp;

import com.google.errorprone.annotations.Immutable;

/**
 * One reply of an LMTP server: a code, an enhanced status, and a text for the sending postmaster (RFC 5321 section 4.2,
 * RFC 2034).
 *
 * @param code three digits, of the same class as the status
 * @param status the enhanced status
 * @param text one line of printable ASCII that names no internals, addresses or subjects
 */
@Immutable
public record Reply(int code, EnhancedStatus status, String text) {

    /** The longest text of a reply line (RFC 5321 section 4.5.3.1.5 allows 512 octets in all). */
    public static final int MAX_TEXT = 400;

    /** @throws IllegalArgumentException when the classes disagree or the text does not fit in a reply */
    public Reply {
        if (code < 200 || code > 599 || code / 100 != status.statusClass()) {
            throw new IllegalArgumentException("reply code " + code + " does not go with status " + status);
        }
        if (text.length() > MAX_TEXT || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "a reply text is one line of at most " + MAX_TEXT + " printable ASCII characters");
        }
    }

    /** A reply whose status is given in its dotted form. */
    public static Reply of(int code, String status, String text) {
        return new Reply(code, EnhancedStatus.parse(status), text);
    }

    /** Class 2: the recipient is accepted or the message stored. */
    public boolean isSuccess() {
        return status.statusClass() == 2;
    }

    /** Class 4: the sending side keeps the message and tries again. */
    public boolean isTransient() {
        return status.statusClass() == 4;
    }

    /** The line as it is sent, without CRLF. */
    @Override
    public String toString() {
        return code + " " + status + " " + text;
    }
}
