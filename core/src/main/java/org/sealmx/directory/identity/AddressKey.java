package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * The key under which an identity document is found: an address in its canonical form, or {@code @domain} for the
 * catch-all of a domain. The same text is the key of CouchDB's view {@code by_address}.
 *
 * @param value for example {@code alice@example.org} or {@code @example.org}
 */
@Immutable
public record AddressKey(String value) {

    /** The key of one address. */
    public static AddressKey of(EmailAddress address) {
        return new AddressKey(address.canonical());
    }

    /** The key of the catch-all of a domain. */
    public static AddressKey catchAll(String domain) {
        return new AddressKey("@" + domain);
    }

    /**
     * Reads the field {@code address} of an identity document.
     *
     * @throws AddressSyntaxException when it is neither an address nor {@code @domain}; the message does not repeat it
     */
    public static AddressKey parse(String text) throws AddressSyntaxException {
        return text.startsWith("@")
                ? catchAll(EmailAddress.parseDomain(text.substring(1)))
                : of(EmailAddress.parse(text));
    }

    /** The address; empty for a catch-all. */
    public Optional<EmailAddress> address() {
        return isCatchAll() ? Optional.empty() : Optional.of(EmailAddress.of(written()));
    }

    /** The key as addresses are written, with its local part quoted when necessary; {@link #parse} reads it back. */
    public String written() {
        return isCatchAll() ? value : EmailAddress.written(value.substring(0, value.lastIndexOf('@')), domain());
    }

    /** The domain of the address, in lower-case A-label form. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /**
     * Whether this is the key of a catch-all, which applies to every address of its domain that is not found otherwise.
     */
    public boolean isCatchAll() {
        return value.lastIndexOf('@') == 0;
    }
}
