package org.sealmx.tools.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists and tables of a Postfix, read as Postfix reads them (postconf(5), transport(5)): domains by themselves, in
 * files and in tables, parent domains where they count, and what is excluded. Used by one thread.
 */
final class PostfixLists {

    private static final String TABLE = "[a-z0-9_]+:.+";
    /** Tables that are asked for whole addresses and names only, not for parts of them. */
    private static final String PATTERNS = "(?:proxy:)?(?:regexp|pcre|cidr|tcp):.+";

    private static final String TRANSPORTS = "transport_maps";
    /** The local part of an address that is in no table by itself. */
    private static final String NOBODY = "sealmx-check";

    /** The lists in which a domain is with its parents; in the others it is by itself only. */
    private static final Set<String> WITH_PARENTS = Set.of("relay_domains", TRANSPORTS);

    private static final String PARENTS_MATCH = "parent_domain_matches_subdomains";

    private final PostfixSettings postfix;

    /** A name or a table of a list, and whether the list has what it matches or excludes it. */
    private record Pattern(String text, boolean includes) {}

    PostfixLists(PostfixSettings postfix) {
        this.postfix = postfix;
    }

    /** Whether a list of domains names one; of two patterns that match, the first counts, and {@code !} excludes. */
    boolean lists(String parameter, String domain) {
        List<String> names = names(parameter, domain);
        return patterns(postfix.value(parameter), true)
                .filter(pattern -> matches(pattern.text(), names))
                .findFirst()
                .map(Pattern::includes)
                .orElse(false);
    }

    /**
     * What the tables of {@code transport_maps} have for a domain (transport(5)): for an address of it that nobody has,
     * or else for the domain, one of its parents or {@code *}; empty when they have nothing.
     */
    String transport(String domain) {
        Stream<String> whole = Stream.of(addressOf(domain)).map(address -> found(TRANSPORTS, address));
        Stream<String> parts = names(TRANSPORTS, domain).stream().map(name -> foundInPart(TRANSPORTS, name));
        Stream<String> every = Stream.of("*").map(key -> found(TRANSPORTS, key));
        return first(Stream.of(whole, parts, every).flatMap(values -> values));
    }

    /**
     * What tables of addresses, such as {@code virtual_alias_maps}, have for all addresses of a domain; empty when they
     * have nothing.
     */
    String ofEveryAddress(String parameter, String domain) {
        String whole = found(parameter, addressOf(domain));
        return whole.isEmpty() ? foundInPart(parameter, "@" + domain) : whole;
    }

    /** The words of a value, separated by commas and white space; what stands in braces is one word. */
    List<String> words(String parameter) {
        return split(postfix.value(parameter));
    }

    /** As {@link #words}, of a text. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (char c : (text + ",").toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth > 0 || (c != ',' && !Character.isWhitespace(c))) {
                word.append(c);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return List.copyOf(words);
    }

    private static String addressOf(String domain) {
        return NOBODY + "@" + domain;
    }

    private String found(String parameter, String key) {
        return found(words(parameter).stream(), key);
    }

    /**
     * As {@link #found(String, String)}, for a key that is a part of an address, which tables of patterns are not asked
     * for.
     */
    private String foundInPart(String parameter, String key) {
        return found(words(parameter).stream().filter(table -> !table.matches(PATTERNS)), key);
    }

    private String found(Stream<String> tables, String key) {
        return first(tables.map(table -> postfix.lookup(table, key)));
    }

    private static String first(Stream<String> values) {
        return values.filter(value -> !value.isEmpty()).findFirst().orElse("");
    }

    /** The patterns of a list and of the files that it names, whose lines are lists as well. */
    private Stream<Pattern> patterns(String list, boolean includes) {
        return split(list).stream().flatMap(word -> {
            String text = word.replaceFirst("^!+", "");
            boolean included = includes == ((word.length() - text.length()) % 2 == 0);
            return text.startsWith("/")
                    ? postfix.lines(text).stream().flatMap(line -> patterns(line, included))
                    : Stream.of(new Pattern(text, included));
        });
    }

    private boolean matches(String pattern, List<String> names) {
        if (pattern.matches(TABLE)) {
            return names.stream()
                    .limit(pattern.matches(PATTERNS) ? 1 : names.size())
                    .anyMatch(name -> !postfix.lookup(pattern, name).isEmpty());
        }
        return names.contains(pattern.toLowerCase(Locale.ROOT));
    }

    /**
     * By which names a domain is looked up: its own, and its parents, which have a dot before them unless Postfix is
     * told otherwise.
     */
    private List<String> names(String parameter, String domain) {
        if (!WITH_PARENTS.contains(parameter)) {
            return List.of(domain);
        }
        String dot = words(PARENTS_MATCH).contains(parameter) ? "" : ".";
        Stream<String> parents = Stream.iterate(domain, name -> !name.isEmpty(), PostfixLists::parent)
                .skip(1)
                .map(parent -> dot + parent);
        return Stream.concat(Stream.of(domain), parents).toList();
    }

    private static String parent(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? "" : domain.substring(dot + 1);
    }
}
