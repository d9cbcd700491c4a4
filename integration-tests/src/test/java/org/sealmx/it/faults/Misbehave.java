package org.sealmx.it.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Does what the header field {@code X-Fault} of a message says, or nothing if there is no such field. A fault whose
 * name ends in {@code -after-sealing} is remembered, since the field is encrypted by then, and carried out by the
 * second mailet of this class.
 */
public final class Misbehave extends GenericMailet {

    private static final String AFTER_SEALING = "-after-sealing";
    private static final AttributeName REMEMBERED = AttributeName.of("org.sealmx.it.fault");

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<String> remembered = AttributeUtils.getValueAndCastFromMail(mail, REMEMBERED, String.class);
        String[] field = mail.getMessage().getHeader("X-Fault");
        if (remembered.isPresent()) {
            misbehave(remembered.get(), mail);
        } else if (field != null && field[0].endsWith(AFTER_SEALING)) {
            String fault = field[0].substring(0, field[0].length() - AFTER_SEALING.length());
            mail.setAttribute(new Attribute(REMEMBERED, AttributeValue.of(fault)));
        } else if (field != null) {
            misbehave(field[0], mail);
        }
    }

    private static void misbehave(String fault, Mail mail) throws MessagingException {
        switch (fault) {
            case "exception" -> throw new MessagingException("a mailet failed");
            case "runtime-exception" -> throw new IllegalStateException("a mailet failed unexpectedly");
            case "error" -> throw new NoClassDefFoundError("org/example/Missing");
            case "ghost" -> mail.setState(Mail.GHOST);
            case "to-error" -> mail.setState(Mail.ERROR);
            case "to-empty" -> mail.setState("empty");
            case "to-nowhere" -> mail.setState("nowhere");
            case "no-recipient" -> mail.setRecipients(List.of());
            case "replace" -> mail.setMessage(OtherMessages.plain());
            case "forge" -> mail.setMessage(OtherMessages.forged());
            case "alter" -> OtherMessages.alter(mail.getMessage());
            case "wait" -> waitForRelease();
            case "spill" -> spill(mail.getMessage());
            case "wait-if-r20" -> waitForRelease(mail, "r20");
            default -> throw new MessagingException("no such fault: " + fault);
        }
    }

    private static void waitForRelease(Mail mail, String localPart) throws MessagingException {
        if (mail.getRecipients().stream().anyMatch(r -> r.getLocalPart().equals(localPart))) {
            waitForRelease();
        }
    }

    private static void waitForRelease() throws MessagingException {
        try {
            Switch.waitForRelease();
        } catch (IOException e) {
            throw new MessagingException("waiting failed", e);
        }
    }

    private static void spill(MimeMessage message) throws MessagingException {
        try {
            Path file = Files.createTempFile("spilled", "");
            try (OutputStream out = Files.newOutputStream(file)) {
                message.writeTo(out);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new MessagingException("spilling failed", e);
        }
    }

    @Override
    public String getMailetName() {
        return "Misbehave";
    }
}
