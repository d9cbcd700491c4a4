package org.sealmx.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What separates an extension from an address (RFC 5233), as Postfix' {@code recipient_delimiter}: a set of characters,
 * of which the first that is found in a local part counts. Immutable.
 *
 * @param characters each once, of {@value #ACCEPTED}; none: addresses have no extensions
 */
public record RecipientDelimiter(String characters) {

    /** What Postfix' documentation and practice know. Not the dot, which ordinary addresses have. */
    public static final String ACCEPTED = "+-_=#/!%~^*$&'?`{|}";

    /** Postfix splits none of these (split_addr). */
    private static final Set<String> WHOLE = Set.of("postmaster", "mailer-daemon", "double-bounce");

    /**
     * @throws IllegalArgumentException when a character is another, or is given twice; the message says what is
     *     accepted
     */
    public RecipientDelimiter {
        long different = characters.chars().distinct().count();
        if (different < characters.length() || !characters.chars().allMatch(c -> ACCEPTED.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("recipientDelimiter is one or more of " + ACCEPTED + ", each once");
        }
    }

    /** Addresses have no extensions. */
    public static RecipientDelimiter none() {
        return new RecipientDelimiter("");
    }

    /**
     * An address without its extension: {@code alice+news@} is {@code alice@} for {@code +}.
     *
     * @return empty when it has none, has nothing before it, or is one that Postfix does not split: {@code postmaster},
     *     {@code mailer-daemon}, {@code double-bounce} and, when the hyphen is a delimiter, {@code owner-list} and
     *     {@code list-request}
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
