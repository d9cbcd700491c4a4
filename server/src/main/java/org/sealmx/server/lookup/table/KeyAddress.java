package org.sealmx.server.lookup.table;

import java.util.Optional;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * Reads the address in a key. Postfix writes a local part without the quotes that it needs in SMTP, as in
 * {@code john smith@example.org}, or with them.
 */
final class KeyAddress {

    private KeyAddress() {}

    /** The address; empty when the key is not one, such as {@code @example.org}. */
    static Optional<EmailAddress> parse(String key) {
        return parsed(key).or(() -> parsed(quoted(key)));
    }

    /** The domain of a key that is an address or might be meant as one; empty when it has none. */
    static Optional<String> domainOf(String key) {
        try {
            return Optional.of(EmailAddress.parseDomain(key.substring(key.lastIndexOf('@') + 1)));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<EmailAddress> parsed(String text) {
        try {
            return Optional.of(EmailAddress.parse(text));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String quoted(String key) {
        int at = Math.max(0, key.lastIndexOf('@'));
        String local = key.substring(0, at).replace("\\", "\\\\").replace("\"", "\\\"");
        return "\"" + local + "\"" + key.substring(at);
    }
}
