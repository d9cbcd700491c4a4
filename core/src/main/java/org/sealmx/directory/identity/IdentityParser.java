package org.sealmx.directory.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.SenderRule;
import org.sealmx.smime.certificate.SmimeMaterial;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * Reads identity documents in the form that LEAP providers use. Any fault of a document is returned as a value that
 * names the field, never its content. Pure functions.
 */
public final class IdentityParser {

    private static final String TYPE = "Identity";

    private IdentityParser() {}

    /**
     * Reads one document. A field that is missing or null has its default. A field of the wrong form makes the document
     * broken, since guessing could mean delivering mail that was forbidden.
     *
     * @return empty when the document is of another type
     */
    public static Optional<IdentityDocument> parse(StoredDocument stored) {
        JsonNode document = stored.content();
        JsonNode type = document.path("type");
        boolean otherType = type.isTextual() && !type.textValue().equals(TYPE);
        boolean design = stored.id().value().startsWith("_design/");
        return otherType || design ? Optional.empty() : Optional.of(parseIdentity(stored.id(), document));
    }

    private static IdentityDocument parseIdentity(DocumentId id, JsonNode document) {
        Optional<AddressKey> key = Optional.empty();
        Optional<AccountId> userId = Optional.empty();
        try {
            if (!document.isObject()) {
                throw new FieldException(BrokenIdentity.WHOLE, "not a JSON object");
            }
            // The address and the account first, so that a later fault is attributed to that address.
            AddressKey address = address(document);
            key = Optional.of(address);
            userId = userId(document);
            if (!document.path("type").isTextual()) {
                throw new FieldException("type", "not \"" + TYPE + "\"");
            }
            return new Identity(
                    id,
                    userId,
                    address,
                    destination(document, userId),
                    flag(document, "enabled", true),
                    keyMaterial(document.path("keys")),
                    senderRule(document.path("accept_from")),
                    flag(document, "quota_exceeded", false),
                    NotifyField.in(document));
        } catch (FieldException e) {
            return new BrokenIdentity(id, key, userId, e.field, e.problem);
        }
    }

    private static AddressKey address(JsonNode document) throws FieldException {
        try {
            return AddressKey.parse(text(document, "address"));
        } catch (AddressSyntaxException e) {
            throw new FieldException("address", e);
        }
    }

    /** leap_web takes the destination as well from the identity of an account that it deletes. */
    private static EmailAddress destination(JsonNode document, Optional<AccountId> userId) throws FieldException {
        boolean reserved = userId.isEmpty() && isUnset(document.path("destination"));
        try {
            return EmailAddress.parse(text(document, reserved ? "address" : "destination"));
        } catch (AddressSyntaxException e) {
            throw new FieldException("destination", e);
        }
    }

    private static String text(JsonNode document, String field) throws FieldException {
        JsonNode value = document.path(field);
        if (isUnset(value)) {
            throw new FieldException(field, BrokenIdentity.MISSING);
        }
        return text(field, value);
    }

    private static String text(String field, JsonNode value) throws FieldException {
        if (!value.isTextual()) {
            throw new FieldException(field, "not a string");
        }
        return value.textValue();
    }

    private static Optional<AccountId> userId(JsonNode document) throws FieldException {
        JsonNode value = document.path("user_id");
        if (isUnset(value)) {
            return Optional.empty();
        }
        String text = text("user_id", value);
        if (text.isBlank()) {
            throw new FieldException("user_id", "blank");
        }
        return Optional.of(new AccountId(text));
    }

    private static boolean flag(JsonNode document, String field, boolean otherwise) throws FieldException {
        JsonNode value = document.path(field);
        if (isUnset(value)) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new FieldException(field, "not true or false");
        }
        return value.booleanValue();
    }

    private static SenderRule senderRule(JsonNode patterns) throws FieldException {
        if (isUnset(patterns)) {
            return SenderRule.everybody();
        }
        // An empty list could mean nobody or everybody.
        if (!patterns.isArray() || patterns.isEmpty()) {
            throw new FieldException(
                    "accept_from", "not a list of at least one address or domain (written as *@ and its name)");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode pattern : patterns) {
            texts.add(text("accept_from", pattern));
        }
        try {
            return SenderRule.parse(texts);
        } catch (AddressSyntaxException e) {
            throw new FieldException("accept_from", e);
        }
    }

    private static CertificateMaterial keyMaterial(JsonNode keys) throws FieldException {
        if (isUnset(keys)) {
            return CertificateMaterial.NONE;
        }
        if (!keys.isObject()) {
            throw new FieldException("keys", "not an object");
        }
        return new CertificateMaterial(openPgp(keys.path("pgp")), smime(keys.path("smime")));
    }

    private static List<String> openPgp(JsonNode pgp) throws FieldException {
        List<String> material = new ArrayList<>();
        for (JsonNode key : pgp.isArray() ? pgp : List.of(pgp)) {
            if (!isUnset(key)) {
                String text = text("keys.pgp", key.isObject() ? key.path("value") : key);
                if (!text.isBlank()) {
                    material.add(text);
                }
            }
        }
        return material;
    }

    private static List<SmimeMaterial> smime(JsonNode certificates) throws FieldException {
        String field = "keys.smime";
        List<SmimeMaterial> material = new ArrayList<>();
        for (JsonNode certificate : certificates.isArray() ? certificates : List.of(certificates)) {
            if (!isUnset(certificate)) {
                String text = text(field, certificate.isObject() ? certificate.path("value") : certificate);
                if (!text.isBlank()) {
                    material.add(new SmimeMaterial(text, revoked(field, certificate.path("revoked"))));
                }
            }
        }
        return material;
    }

    /** A date means the beginning of that day in UTC. */
    private static Optional<Instant> revoked(String field, JsonNode value) throws FieldException {
        if (isUnset(value)) {
            return Optional.empty();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? Optional.of(Instant.MIN) : Optional.empty();
        }
        String text = value.asText();
        try {
            return Optional.of(
                    text.length() == "yyyy-mm-dd".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeParseException e) {
            // the cause quotes the text
            throw new FieldException(
                    field,
                    "'revoked' is not a date such as 2027-01-31, a time such as 2027-01-31T12:00:00Z, true or false");
        }
    }

    private static boolean isUnset(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Ends the reading of a document at its first broken field. */
    private static final class FieldException extends Exception {
        private final String field;
        private final String problem;

        FieldException(String field, String problem) {
            super(problem);
            this.field = field;
            this.problem = problem;
        }

        FieldException(String field, AddressSyntaxException cause) {
            super(cause);
            this.field = field;
            this.problem = String.valueOf(cause.getMessage());
        }
    }
}
