package org.sealmx.smtp;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A mail address, <i>Mailbox</i> in RFC 5321 section 4.1.2 and RFC 6531 section 3.3. Two addresses that differ only in
 * letter case or in Unicode normalization are equal: the local part is compared in lower case and NFC, the domain in
 * lower-case A-label form. The local part is kept as it was written, without quotes; {@link #toString()} quotes it when
 * necessary.
 */
@Immutable
public final class EmailAddress {

    /**
     * In octets. RFC 5321 section 4.5.3.1.1 requires at least 64, and section 4.5.3.1 recommends having no limit where
     * possible: the sender addresses that mailing lists and forwarders generate (VERP, SRS) are longer than 64.
     */
    public static final int MAX_LOCAL_PART = 255;
    /** RFC 5321 section 4.5.3.1.2, in octets. */
    public static final int MAX_DOMAIN = 255;

    private static final int MAX_LABEL = 63;
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private final String localPart;
    private final String domain;
    private final String canonicalLocalPart;

    private EmailAddress(String localPart, String domain) {
        this.localPart = localPart;
        this.domain = domain;
        String canonical = canonical(localPart);
        // One string in memory instead of two equal ones.
        this.canonicalLocalPart = canonical.equals(localPart) ? localPart : canonical;
    }

    private EmailAddress(EmailAddress address, String domain) {
        this.localPart = address.localPart;
        this.domain = domain;
        this.canonicalLocalPart = address.canonicalLocalPart;
    }

    private static String canonical(String localPart) {
        // Lower case can make a pair of characters composable that was not (J with caron), so NFC is applied again.
        String lowerCase = Normalizer.normalize(localPart, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lowerCase, Normalizer.Form.NFC);
    }

    /**
     * Parses an address without angle brackets.
     *
     * @throws AddressSyntaxException when the text has no local part, no domain, a part that is too long, or a
     *     character that is not allowed
     */
    public static EmailAddress parse(String text) throws AddressSyntaxException {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new AddressSyntaxException("an address consists of a local part, an @ and a domain");
        }
        return new EmailAddress(parseLocalPart(text.substring(0, at)), parseDomain(text.substring(at + 1)));
    }

    /**
     * Parses an address that is known to be valid, such as a constant.
     *
     * @throws IllegalArgumentException when the text is not an address
     */
    public static EmailAddress of(String text) {
        try {
            return parse(text);
        } catch (AddressSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Parses a domain into the form in which addresses hold and compare it: lower case, A-labels (IDNA 2008, see
     * {@link Idna}).
     *
     * @throws AddressSyntaxException when the text is neither a domain name nor an address literal, or is too long
     */
    public static String parseDomain(String text) throws AddressSyntaxException {
        if (text.startsWith("[") && text.endsWith("]")) {
            return parseAddressLiteral(text);
        }
        if (isPlainDomain(text)) {
            return text;
        }
        if (text.length() > MAX_DOMAIN) {
            // Each character takes at least one octet. The time of the conversion grows with the square of the length.
            throw new AddressSyntaxException("the domain is longer than " + MAX_DOMAIN + " octets");
        }
        String ascii = Idna.toAscii(text);
        if (!isPlainDomain(ascii)) {
            throw new AddressSyntaxException("the domain is not a domain name");
        }
        return ascii;
    }

    /**
     * Whether a domain is already in the form that is compared: lower-case letters, digits and hyphens, and the
     * underscore that real mail hosts use. Most domains are, and checking is much cheaper than converting.
     */
    private static boolean isPlainDomain(String text) {
        int label = 0;
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (label == 0 || before == '-') {
                    return false;
                }
                label = 0;
            } else {
                boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                boolean hyphen = c == '-' && label > 0;
                if (!(letter || hyphen) || ++label > MAX_LABEL) {
                    return false;
                }
            }
            before = c;
        }
        return label > 0 && before != '-' && text.length() <= MAX_DOMAIN;
    }

    private static String parseAddressLiteral(String text) throws AddressSyntaxException {
        boolean plain = text.length() <= MAX_DOMAIN
                && text.substring(1, text.length() - 1)
                        .chars()
                        .allMatch(c -> c == '.' || c == ':' || c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
        if (!plain || text.length() == 2) {
            throw new AddressSyntaxException("the domain is not an address literal");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String parseLocalPart(String text) throws AddressSyntaxException {
        String local = text.startsWith("\"") ? unquote(text) : text;
        if (local.isEmpty()) {
            throw new AddressSyntaxException("the local part is empty");
        }
        if (!text.startsWith("\"")) {
            requireDotString(text);
        }
        if (local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_PART) {
            throw new AddressSyntaxException("the local part is longer than " + MAX_LOCAL_PART + " octets");
        }
        return local;
    }

    private static String unquote(String text) throws AddressSyntaxException {
        if (text.length() < 2 || !text.endsWith("\"")) {
            throw new AddressSyntaxException("the local part has an unpaired quote");
        }
        StringBuilder local = new StringBuilder(text.length());
        int last = text.length() - 1;
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '\\' && ++i < last) {
                c = text.charAt(i);
            } else if (c == '"' || c == '\\') {
                throw new AddressSyntaxException("the local part has an unpaired quote");
            }
            local.append(c);
        }
        if (!local.codePoints().allMatch(EmailAddress::isQuotable)) {
            throw new AddressSyntaxException("the local part has a control character");
        }
        return local.toString();
    }

    private static void requireDotString(String text) throws AddressSyntaxException {
        if (!isDotString(text)) {
            throw new AddressSyntaxException("the local part has a character or a dot that must be quoted");
        }
    }

    private static boolean isDotString(String text) {
        return !text.isEmpty()
                && !text.startsWith(".")
                && !text.endsWith(".")
                && !text.contains("..")
                && text.codePoints().allMatch(EmailAddress::isAtextOrDot);
    }

    private static boolean isAtextOrDot(int c) {
        if (c >= 128) {
            return isQuotable(c) && !Character.isSpaceChar(c);
        }
        return c == '.' || Character.isLetterOrDigit(c) || ATEXT_SPECIALS.indexOf(c) >= 0;
    }

    private static boolean isQuotable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }

    /** The local part as it was written, unquoted. */
    public String localPart() {
        return localPart;
    }

    /** The domain in lower case; A-labels, or an address literal in its brackets. */
    public String domain() {
        return domain;
    }

    /** The local part as it is compared: lower case, NFC. */
    public String canonicalLocalPart() {
        return canonicalLocalPart;
    }

    /**
     * The address as it is compared and looked up, unquoted: the local part in lower case and NFC, {@code @}, the
     * domain.
     */
    public String canonical() {
        return canonicalLocalPart + "@" + domain;
    }

    /** This address with its local part cut to the first {@code end} characters, at least one. */
    EmailAddress cutAt(int end) {
        return new EmailAddress(localPart.substring(0, end), domain);
    }

    /**
     * This address with the given string as its domain, so that many addresses of one domain share one string in
     * memory.
     *
     * @throws IllegalArgumentException when the string is another domain
     */
    public EmailAddress sharingDomain(String equal) {
        if (!domain.equals(equal)) {
            throw new IllegalArgumentException("another domain");
        }
        return new EmailAddress(this, equal);
    }

    /** Whether every character of the local part is ASCII, so that the address can be used without SMTPUTF8. */
    public boolean isAscii() {
        return localPart.chars().allMatch(c -> c < 128);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that
                && canonicalLocalPart.equals(that.canonicalLocalPart)
                && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * canonicalLocalPart.hashCode() + domain.hashCode();
    }

    /** The address as it is written in a path, with its local part quoted when necessary. */
    @Override
    public String toString() {
        return written(localPart, domain);
    }

    /**
     * An address as it is written, with its local part quoted when necessary (RFC 5321 section 4.1.2).
     *
     * @param localPart unquoted
     */
    public static String written(String localPart, String domain) {
        if (isDotString(localPart)) {
            return localPart + "@" + domain;
        }
        return "\"" + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@" + domain;
    }
}
