package org.sealmx.directory;

import java.util.List;
import java.util.Locale;
import org.sealmx.smtp.ReversePath;

/**
 * Who may write to an address: {@code accept_from} of an identity. Patterns are addresses and {@code *@domain}. Immutable.
 *
 * @param patterns in lower case; empty means everybody
 */
public record SenderRule(List<String> patterns) {

    private static final SenderRule EVERYBODY = new SenderRule(List.of());

    /** Takes a copy of the patterns in lower case. */
    public SenderRule {
        patterns = patterns.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    }

    /** The rule that permits every sender. */
    public static SenderRule everybody() {
        return EVERYBODY;
    }

    /** Whether the sender may write. The null reverse-path may always: notifications must get through. */
    public boolean permits(ReversePath sender) {
        return patterns.isEmpty()
                || sender.address()
                        .map(a -> patterns.contains(a.canonical()) || patterns.contains("*@" + a.domain()))
                        .orElse(true);
    }
}
