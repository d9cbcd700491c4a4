package org.sealmx.standalone.demo;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A message for trying out SealMX.
 *
 * @param recipient the address of the recipient
 * @param secret a word in it that nobody can guess
 * @param text the whole message, with lines that end in CRLF
 */
@Immutable
public record Letter(String recipient, String secret, String text) {

    /** The sender's address. */
    public static final String SENDER = "friend@example.net";

    private static final String TEMPLATE = """
            Date: %s
            From: A friend <%s>
            To: <%s>
            Message-ID: <%s@example.net>
            Subject: Meet me at the harbour
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Hello,

            from Postfix to SealMX this was plain text. In your mailbox it is not.
            The password is %s.
            """;

    /** A message with the current date. */
    public static Letter to(String recipient) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String secret = UUID.randomUUID().toString();
        String text = TEMPLATE.formatted(date, SENDER, recipient, UUID.randomUUID(), secret);
        return new Letter(recipient, secret, text.replace("\n", "\r\n"));
    }

    /** The text in UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
