package org.sealmx.james;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Attempt;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;

/**
 * James' view of an attempt. Several mails share the bytes of one message on the heap; James' own ways of copying a
 * mail would rewrite its header and put its body into a temporary file.
 */
public final class AttemptMail {

    private static final String DOMAIN_WITHOUT_FORM = "address.invalid";
    /** A last resort: mailets cannot recognise the address, but its mail is processed. */
    private static final MailAddress NAMELESS =
            parse("nameless@" + DOMAIN_WITHOUT_FORM).orElseThrow();

    private AttemptMail() {}

    /**
     * A mail for one attempt.
     *
     * @param recipient the one recipient that mailets see
     * @param sourceId names the bytes, see {@link #carries}
     * @param message the bytes
     * @param attributes those that mailets have set so far
     * @throws MessagingException when James refuses the parts
     */
    public static MailImpl of(
            Attempt attempt,
            EmailAddress recipient,
            String sourceId,
            MessageSource message,
            Collection<Attribute> attributes)
            throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(nameOf(attempt))
                .sender(attempt.sender().address().map(AttemptMail::toMailAddress))
                .addRecipients(List.of(toMailAddress(recipient)))
                .addAttributes(attributes)
                .addAttribute(AttemptAttribute.of(attempt))
                .build();
        mail.setMessageContent(new HeapSource(sourceId, message));
        return mail;
    }

    /** The name of an attempt's mail, as it appears in the log. */
    public static String nameOf(Attempt attempt) {
        return "sealmx-" + attempt.id();
    }

    /** Whether the mail still carries, unchanged, the message that was set under this id. */
    public static boolean carries(Mail mail, String sourceId) throws MessagingException {
        return mail.getMessage() instanceof MimeMessageWrapper wrapper
                && !wrapper.isModified()
                && sourceId.equals(wrapper.getSourceId());
    }

    /** The bytes of the mail's message, with any changes by mailets, copied to the heap. */
    public static MessageSource bytesOf(Mail mail) throws MessagingException {
        ReceivedMessage.Builder bytes = new ReceivedMessage.Builder();
        MimeMessage message = mail.getMessage();
        try (OutputStream out = into(bytes)) {
            if (message instanceof MimeMessageWrapper wrapper) {
                try (InputStream in = wrapper.getMessageInputStream()) {
                    in.transferTo(out);
                }
            } else {
                message.writeTo(out);
            }
        } catch (IOException e) {
            throw new MessagingException("the message cannot be read", e);
        }
        return bytes.build();
    }

    private static OutputStream into(ReceivedMessage.Builder bytes) {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
                bytes.append(octets, offset, length);
            }
        };
    }

    /** Replaces the message of the mail. */
    public static void replace(Mail mail, String sourceId, MessageSource message) throws MessagingException {
        MimeMessageSource source = new HeapSource(sourceId, message);
        if (mail instanceof MailImpl impl) {
            impl.setMessageContent(source);
        } else {
            mail.setMessage(new MimeMessageWrapper(source));
        }
    }

    /**
     * James accepts only ASCII addresses in domains that look like those of the Internet. Of any other address, the
     * local part or the whole is percent-encoded for mailets, so that its mail is processed all the same. Never fails.
     */
    private static MailAddress toMailAddress(EmailAddress address) {
        return parse(address.toString())
                .or(() -> parse(percentEncoded(address.localPart()) + "@" + address.domain()))
                .or(() -> parse(percentEncoded(address.toString()) + "@" + DOMAIN_WITHOUT_FORM))
                .orElse(NAMELESS);
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            // dots are encoded, since James refuses two in a row and one at either end
            boolean plain = octet > 0 && Character.isLetterOrDigit(octet);
            encoded.append(plain ? Character.toString(octet) : "%%%02X".formatted(octet));
        }
        return encoded.toString();
    }

    private static Optional<MailAddress> parse(String address) {
        try {
            return Optional.of(new MailAddress(address));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private record HeapSource(String id, MessageSource message) implements MimeMessageSource {

        @Override
        public String getSourceId() {
            return id;
        }

        @Override
        public InputStream getInputStream() {
            return message.open();
        }

        @Override
        public long getMessageSize() {
            return message.size();
        }
    }
}
