package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import javax.inject.Inject;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.server.lmtp.processing.OwnMail;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/** The message that account holders send to themselves, to see whether they can open sealed mail. */
@ThreadSafe
final class TestMessage implements TestMail {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    private final OwnMail mail;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    @Inject
    TestMessage(OwnMail mail, Clock clock) {
        this.mail = mail;
        this.clock = clock;
    }

    @Override
    public Reply send(EmailAddress recipient) {
        return mail.submit(ReversePath.of(recipient), recipient, text(recipient, clock));
    }

    /** The message (RFC 5322, RFC 6532), to be sealed like any other. */
    static ReceivedMessage text(EmailAddress address, Clock clock) {
        String text = String.join(
                "\r\n",
                "From: " + address,
                "To: " + address,
                "Subject: Test message from SealMX",
                "Date: " + DATE.format(ZonedDateTime.now(clock)),
                "Message-ID: <" + UUID.randomUUID() + "@" + address.domain() + ">",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                "You have asked for this message on the page for your certificates.",
                "If you can read it, your mail program opens the mail that is sealed for you.",
                "");
        return ReceivedMessage.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
