package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * Who may write to an address: the field {@code accept_from} of an identity.
 *
 * @param patterns addresses and {@code *@domain}, in lower case; empty means everybody
 */
@Immutable
public record SenderRule(List<String> patterns) {

    private static final String ANYBODY_AT = "*@";
    private static final SenderRule EVERYBODY = new SenderRule(List.of());

    /** Copies the patterns in lower case. */
    public SenderRule {
        patterns = patterns.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    }

    /** The rule that permits every sender. */
    public static SenderRule everybody() {
        return EVERYBODY;
    }

    /**
     * Reads {@code accept_from}: addresses and {@code *@domain}, each converted to the form in which addresses are
     * compared.
     *
     * @throws AddressSyntaxException when a pattern is neither; the message does not repeat it
     */
    public static SenderRule parse(Collection<String> patterns) throws AddressSyntaxException {
        List<String> canonical = new ArrayList<>();
        for (String pattern : patterns) {
            canonical.add(
                    pattern.startsWith(ANYBODY_AT)
                            ? ANYBODY_AT + EmailAddress.parseDomain(pattern.substring(ANYBODY_AT.length()))
                            : EmailAddress.parse(pattern).canonical());
        }
        return new SenderRule(canonical);
    }

    /** Whether the sender may write. The null reverse-path always may, since notifications must get through. */
    public boolean permits(ReversePath sender) {
        return patterns.isEmpty()
                || sender.address()
                        .map(a -> patterns.contains(a.canonical()) || patterns.contains(ANYBODY_AT + a.domain()))
                        .orElse(true);
    }
}
