package org.sealmx.it.faults;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

/** Messages with which a faulty mailet replaces the sealed one. */
final class OtherMessages {

    private OtherMessages() {}

    /** An unencrypted message. */
    static MimeMessage plain() throws MessagingException {
        return message("From: sender@example.com", "Subject: unencrypted", "", "Unencrypted.");
    }

    /** An unencrypted message that looks like a sealed one. */
    static MimeMessage forged() throws MessagingException {
        return message(
                "From: sender@example.com",
                "Subject: [...]",
                "X-SealMX: sealed",
                "MIME-Version: 1.0",
                "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b",
                "",
                "--b",
                "Content-Type: application/pgp-encrypted",
                "",
                "Version: 1",
                "--b",
                "Content-Type: application/octet-stream",
                "",
                "-----BEGIN PGP MESSAGE-----",
                "",
                "SW4gY2xlYXIuCg==",
                "-----END PGP MESSAGE-----",
                "--b--");
    }

    /** Adds something unencrypted to the header of the message itself. */
    static void alter(MimeMessage message) throws MessagingException {
        message.setHeader("Subject", "unencrypted");
        message.saveChanges();
    }

    private static MimeMessage message(String... lines) throws MessagingException {
        byte[] octets = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    }
}
