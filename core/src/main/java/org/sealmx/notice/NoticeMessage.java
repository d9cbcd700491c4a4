package org.sealmx.notice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.sealmx.octets.Base64Lines;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;

/**
 * Writes a notice as a message in the form of an automatic one (RFC 3834 section 5.1): {@code Auto-Submitted:
 * auto-generated}, so that nothing answers it. Its envelope has the null return path. Pure functions.
 */
final class NoticeMessage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);
    /** RFC 5322 section 2.1.1, of any line and of a field as it should be. */
    private static final int LONGEST_LINE = 998;

    private static final int LONGEST_FIELD = 78;
    /** Octets in one encoded word, which is at most 75 characters long. */
    private static final int ENCODED_WORD = 39;

    private NoticeMessage() {}

    /**
     * The message.
     *
     * @param from the author
     * @param to the owner of the account
     * @param text without placeholders
     * @param name names the notice in its Message-ID: letters and digits
     * @param now its date
     */
    static ReceivedMessage of(EmailAddress from, EmailAddress to, NoticeTemplate text, String name, Instant now) {
        boolean plain = isPlain(text.body());
        String body = text.body().replace("\n", "\r\n");
        String header = "Date: " + date(now) + "\r\nFrom: " + from + "\r\nTo: " + to + "\r\nSubject: "
                + encoded(text.subject())
                + "\r\nMessage-ID: <" + name + ".notice@" + from.domain()
                + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="
                + (plain ? "us-ascii" : "utf-8") + "\r\nContent-Transfer-Encoding: " + (plain ? "7bit" : "base64")
                + "\r\n\r\n";
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        message.writeBytes(plain ? octets : base64(octets));
        return ReceivedMessage.of(message.toByteArray());
    }

    /** A date as in header fields (RFC 5322 section 3.3). */
    static String date(Instant at) {
        return DATE.format(at.atOffset(ZoneOffset.UTC));
    }

    private static byte[] base64(byte[] octets) {
        try {
            return Base64Lines.encode(new ByteArrayInputStream(octets)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("an array could not be read", e);
        }
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 0x7f)
                && text.lines().allMatch(line -> line.length() <= LONGEST_LINE && !line.startsWith("From "));
    }

    /** A text as it is, when it is ASCII and short, or in encoded words (RFC 2047), one on each line. */
    private static String encoded(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && !text.contains("=?")
                && text.length() <= LONGEST_FIELD - "Subject: ".length();
        if (plain) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int length = 0;
        for (int c :
                text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray()) {
            int octets = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (length + octets > ENCODED_WORD) {
                words.append(word(word)).append("\r\n ");
                word.setLength(0);
                length = 0;
            }
            word.appendCodePoint(c);
            length += octets;
        }
        return words.append(word(word)).toString();
    }

    private static String word(CharSequence text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }
}
