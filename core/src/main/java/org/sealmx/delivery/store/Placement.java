package org.sealmx.delivery.store;

import java.util.Optional;
import java.util.Set;

/**
 * Where in an account's mail a message is wanted, and with which marks. A store that has no folders, or no marks, keeps
 * or passes on what it can. Immutable.
 *
 * @param folder its levels separated by dots, without INBOX in front; empty for the inbox
 * @param flags as IMAP names them (RFC 9051 section 2.3.2), such as {@code \Seen} and {@code $Junk}
 */
public record Placement(Optional<String> folder, Set<String> flags) {

    /** The longest name of a folder, in characters. */
    public static final int MAX_FOLDER = 200;

    private static final Placement INBOX = new Placement(Optional.empty(), Set.of());

    /** @throws IllegalArgumentException when a name is empty, too long, or has characters that no name has */
    public Placement {
        flags = Set.copyOf(flags);
        folder.ifPresent(Placement::requireName);
        for (String flag : flags) {
            if (!flag.matches("\\\\?[!#$&+\\-.0-9:-@A-Z^_a-z|~]{1,50}")) {
                throw new IllegalArgumentException("the name of a flag has a character that is not allowed");
            }
        }
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > MAX_FOLDER) {
            throw new IllegalArgumentException("the name of a folder has 1 to " + MAX_FOLDER + " characters");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || "*%/\\\u2028\u2029".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("the name of a folder has a character that is not allowed");
        }
    }

    /** The inbox, without flags. */
    public static Placement inbox() {
        return INBOX;
    }
}
