package org.sealmx.sealing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields of a message stay readable outside of the ciphertext, besides those that we write ourselves. Immutable.
 *
 * @param names in lower case; one that ends with {@code *} stands for all that begin like it
 * @param subject what stands in the Subject field
 */
public record OuterFields(Set<String> names, OuterSubject subject) {

    /** RFC 5322 section 3.6 asks for the first two, and clients, threads and duplicates hang on the third. */
    private static final List<String> NEEDED = List.of("From", "Date", "Message-ID");

    /** Written by us, about the body that is now inside, or with its content or a digest of it. */
    private static final List<String> INSIDE_ONLY = List.of(
            "content-*",
            "mime-version",
            "return-path",
            "delivered-to",
            "x-sealmx*",
            "hp-*",
            "bcc",
            "resent-bcc",
            "autocrypt-gossip",
            "dkim-signature",
            "arc-*");

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][!-)+-9;-~]*?(?:-\\*)?");

    /** What is needed to show and to sort mail without opening it; the Subject is obscured. */
    public static final OuterFields DEFAULT = parse(
            "From To Cc Date Message-ID In-Reply-To References Reply-To List-*" + " Auto-Submitted Autocrypt Received");

    /** Takes a copy. */
    public OuterFields {
        names = Set.copyOf(names);
    }

    /**
     * Reads a list of names in any letter case with spaces between them.
     *
     * @throws IllegalArgumentException when it cannot be taken; the message says in one line what the list accepts
     */
    public static OuterFields parse(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : list.strip().split("\\s+", -1)) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (name.contains(",") || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "names of header fields with spaces between them, each whole or with -* at its end");
            }
            if (lowerCase.equals("subject")) {
                throw new IllegalArgumentException("no Subject, for which there is a parameter of its own");
            }
            if (isInsideOnly(lowerCase)) {
                throw new IllegalArgumentException("no fields that must not stay outside, as " + name + " must not");
            }
            if (!names.add(lowerCase)) {
                throw new IllegalArgumentException("each name once");
            }
        }
        List<String> missing = NEEDED.stream()
                .filter(name -> !names.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("a list with From, Date and Message-ID in it");
        }
        return new OuterFields(names, OuterSubject.OBSCURED);
    }

    /** The same fields with another Subject. */
    public OuterFields with(OuterSubject other) {
        return new OuterFields(names, other);
    }

    /** Whether a field stays outside as it is. The Subject does not, see {@link #subject()}. */
    boolean contain(String lowerCaseName) {
        return matches(names, lowerCaseName) && !isInsideOnly(lowerCaseName) && !lowerCaseName.equals("subject");
    }

    private static boolean isInsideOnly(String lowerCaseName) {
        return matches(INSIDE_ONLY, lowerCaseName);
    }

    private static boolean matches(Iterable<String> patterns, String name) {
        for (String pattern : patterns) {
            if (pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
