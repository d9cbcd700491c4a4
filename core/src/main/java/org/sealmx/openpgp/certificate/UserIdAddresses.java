package org.sealmx.openpgp.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;

/**
 * Finds the mail addresses in user IDs. By convention a user ID is a name with an address in angle brackets (RFC 9580
 * section 5.11); people also write the address alone or with a comment, or no address at all. Pure functions.
 */
final class UserIdAddresses {

    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;()<>]+");

    private UserIdAddresses() {}

    /** The addresses in all of the user IDs. */
    static Set<EmailAddress> of(List<byte[]> userIds) {
        return userIds.stream()
                .flatMap(userId -> of(new String(userId, StandardCharsets.UTF_8)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<EmailAddress> of(String userId) {
        List<EmailAddress> addresses = new ArrayList<>();
        Matcher brackets = IN_BRACKETS.matcher(userId);
        while (brackets.find()) {
            parse(brackets.group(1).strip()).ifPresent(addresses::add);
        }
        if (addresses.isEmpty()) {
            BETWEEN_WORDS.splitAsStream(userId).forEach(word -> parse(word).ifPresent(addresses::add));
        }
        return addresses;
    }

    private static Optional<EmailAddress> parse(String text) {
        try {
            return text.indexOf('@') < 0 ? Optional.empty() : Optional.of(EmailAddress.parse(text));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }
}
