package org.sealmx.options;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one-line errors about options: where, which, and what is accepted.
 *
 * @param place begins each error: a file, an element or a mailet
 * @param before is written before the name of an option
 * @param after is written after the name of an option
 */
public record OptionWords(String place, String before, String after) {

    /** Options that are quoted: {@code place: 'name' is missing}. */
    public static OptionWords quoted(String place) {
        return new OptionWords(place, "'", "'");
    }

    /** Options that are elements of XML: {@code place: <name> is missing}. */
    public static OptionWords elements(String place) {
        return new OptionWords(place, "<", ">");
    }

    /** Any problem with an option. */
    public String problem(String name, String problem) {
        return place + ": " + spelled(name) + " " + problem;
    }

    /** A required option is not given. */
    public String missing(String name) {
        return problem(name, "is missing");
    }

    /** An option has no value, or a list has an empty one. */
    public String empty(String name) {
        return problem(name, "has an empty value");
    }

    /** An option is given twice, or has a list where one value is accepted. */
    public String repeated(String name) {
        return problem(name, "has more than one value; it accepts one");
    }

    /**
     * An option has a value that is not accepted.
     *
     * @param accepted what is
     */
    public String bad(String name, String value, String accepted) {
        return problem(name, "accepts " + accepted + ", not '" + value + "'");
    }

    /**
     * Options are not known at this place.
     *
     * @param accepted the names of those that are
     */
    public String unknown(Collection<String> names, Collection<String> accepted) {
        return place + ": unknown "
                + names.stream().map(this::spelled).distinct().collect(Collectors.joining(", "))
                + "; it accepts "
                + (accepted.isEmpty() ? "none" : String.join(", ", new TreeSet<>(accepted)));
    }

    private String spelled(String name) {
        return before + name + after;
    }
}
