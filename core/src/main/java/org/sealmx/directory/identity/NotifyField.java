package org.sealmx.directory.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * The field {@code notify} of an identity document: another address of the owner, which is told when mail waits for a
 * certificate. A fault of it is reported and makes no mail wait: it says nothing about where mail goes. Pure functions.
 */
public final class NotifyField {

    /** The name of the field. */
    public static final String NAME = "notify";

    private NotifyField() {}

    /** The address; empty when there is none, or {@link #problemIn} says why it cannot be used. */
    static Optional<EmailAddress> in(JsonNode document) {
        JsonNode value = document.path(NAME);
        if (!value.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(EmailAddress.parse(value.textValue())).filter(address -> !isItself(document, address));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with the field, without its content; empty when there is none or it can be used. */
    public static Optional<String> problemIn(JsonNode document) {
        JsonNode value = document.path(NAME);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.of("\"" + NAME + "\" is not a string");
        }
        try {
            EmailAddress address = EmailAddress.parse(value.textValue());
            return isItself(document, address)
                    ? Optional.of("\"" + NAME + "\" is the address itself, whose mail waits then; give another one")
                    : Optional.empty();
        } catch (AddressSyntaxException e) {
            return Optional.of("\"" + NAME + "\": " + e.getMessage());
        }
    }

    /** Whether it is the document's own address or destination. */
    private static boolean isItself(JsonNode document, EmailAddress notify) {
        return isSame(document.path("address"), notify) || isSame(document.path("destination"), notify);
    }

    private static boolean isSame(JsonNode field, EmailAddress notify) {
        try {
            return field.isTextual() && EmailAddress.parse(field.textValue()).equals(notify);
        } catch (AddressSyntaxException e) {
            return false;
        }
    }
}
