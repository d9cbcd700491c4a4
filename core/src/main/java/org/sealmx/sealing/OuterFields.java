package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of a message that stay readable outside the ciphertext, besides those that SealMX writes.
 *
 * @param names in lower case; a name that ends with {@code *} matches all names with that prefix
 * @param subject the content of the Subject field
 * @param deliveredTo whether Delivered-To fields stay outside
 */
@Immutable
public record OuterFields(Set<String> names, OuterSubject subject, boolean deliveredTo) {

    /**
     * RFC 5322 section 3.6 requires the first two; clients need the third to thread messages and to detect duplicates.
     */
    private static final List<String> NEEDED = List.of("From", "Date", "Message-ID");

    private static final String DELIVERED_TO = "delivered-to";

    /**
     * Fields that SealMX writes, that describe the body, which is now inside, or that contain parts or digests of it.
     */
    private static final List<String> INSIDE_ONLY = List.of(
            "content-*",
            "mime-version",
            "return-path",
            DELIVERED_TO,
            "x-sealmx*",
            "hp-*",
            "bcc",
            "resent-bcc",
            "autocrypt-gossip",
            "dkim-signature",
            "arc-*");

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][!-)+-9;-~]*?(?:-\\*)?");

    /** The fields that clients need to list and sort mail without opening it; the Subject is obscured. */
    public static final OuterFields DEFAULT = parse(
            "From To Cc Date Message-ID In-Reply-To References Reply-To List-*" + " Auto-Submitted Autocrypt Received");

    /** Copies the names. */
    public OuterFields {
        names = Set.copyOf(names);
    }

    /**
     * Parses a list of names, separated by spaces, in any letter case.
     *
     * @throws IllegalArgumentException when the list is not acceptable; the message says in one line what the list
     *     accepts
     */
    public static OuterFields parse(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : list.strip().split("\\s+", -1)) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (name.contains(",") || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "names of header fields separated by spaces, each complete or ending with -*");
            }
            if (lowerCase.equals("subject")) {
                throw new IllegalArgumentException("fields other than Subject, which has a parameter of its own");
            }
            if (isInsideOnly(lowerCase)) {
                throw new IllegalArgumentException(
                        "only fields that may stay outside the ciphertext, which " + name + " may not");
            }
            if (!names.add(lowerCase)) {
                throw new IllegalArgumentException("each name once");
            }
        }
        List<String> missing = NEEDED.stream()
                .filter(name -> !names.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("a list that includes From, Date and Message-ID");
        }
        return new OuterFields(names, OuterSubject.OBSCURED, false);
    }

    /** The same fields with another Subject. */
    public OuterFields with(OuterSubject other) {
        return new OuterFields(names, other, deliveredTo);
    }

    /** The same fields, and Delivered-To. */
    OuterFields withDeliveredTo() {
        return new OuterFields(names, subject, true);
    }

    /** Whether a field stays outside unchanged. The Subject does not; see {@link #subject()}. */
    boolean contain(String lowerCaseName) {
        if (lowerCaseName.equals(DELIVERED_TO)) {
            return deliveredTo;
        }
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
