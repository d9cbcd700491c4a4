package org.sealmx.smtp;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The characters that separate an address from its extension (RFC 5233), like Postfix' {@code recipient_delimiter}: the
 * first of them that is found in a local part counts.
 *
 * @param characters some of {@value #ACCEPTED}, each at most once; when empty, addresses have no extensions
 */
@Immutable
public record RecipientDelimiter(String characters) {

    /**
     * The delimiters that Postfix' documentation names or that are used in practice. The dot is not one of them, since
     * ordinary addresses contain it.
     */
    public static final String ACCEPTED = "+-_=#/!%~^*$&'?`{|}";

    /** Postfix never splits these (split_addr). */
    private static final Set<String> WHOLE = Set.of("postmaster", "mailer-daemon", "double-bounce");

    /**
     * @throws IllegalArgumentException when a character is not accepted or appears twice; the message says what is
     *     accepted
     */
    public RecipientDelimiter {
        long different = characters.chars().distinct().count();
        if (different < characters.length() || !characters.chars().allMatch(c -> ACCEPTED.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("recipientDelimiter must be one or more of " + ACCEPTED + ", each once");
        }
    }

    /** No delimiter: addresses have no extensions. */
    public static RecipientDelimiter none() {
        return new RecipientDelimiter("");
    }

    /**
     * Removes the extension from an address: with {@code +}, {@code alice+news@} becomes {@code alice@}.
     *
     * @return empty when the address has no extension, has nothing before it, or is one that Postfix does not split:
     *     {@code postmaster}, {@code mailer-daemon}, {@code double-bounce} and, when the hyphen is a delimiter,
     *     {@code owner-list} and {@code list-request}
     */
    public Optional<EmailAddress> withoutExtension(EmailAddress address) {
        String localPart = address.localPart();
        int end = 0;
        while (end < localPart.length() && characters.indexOf(localPart.charAt(end)) < 0) {
            end++;
        }
        return end == 0 || end == localPart.length() || isWhole(localPart.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(address.cutAt(end));
    }

    private boolean isWhole(String localPart) {
        return WHOLE.contains(localPart)
                || (characters.indexOf('-') >= 0
                        && (localPart.startsWith("owner-")
                                || (localPart.endsWith("-request") && localPart.length() > "-request".length())));
    }
}
