package org.sealmx.tools.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists and tables of a Postfix, read as Postfix reads them (postconf(5), transport(5)): domains listed directly, in
 * files and in tables, parent domains where they count, and exclusions. Used by one thread.
 */
final class PostfixLists {

    private static final String TABLE = "[a-z0-9_]+:.+";
    /** Tables that are queried only for whole addresses and names, not for parts of them. */
    private static final String PATTERNS = "(?:proxy:)?(?:regexp|pcre|cidr|tcp|socketmap):.+";

    private static final String TRANSPORTS = "transport_maps";
    /** Tables that another server has; they are among {@link #PATTERNS}. */
    private static final String SERVERS = "(?:proxy:)?(?:tcp|socketmap):.+";
    /** The local part of an address that no table lists individually. */
    private static final String NOBODY = "sealmx-check";

    /** The lists in which a domain also matches through its parents; in the others it matches only itself. */
    private static final Set<String> WITH_PARENTS = Set.of("relay_domains", TRANSPORTS);

    private static final String PARENTS_MATCH = "parent_domain_matches_subdomains";

    private final PostfixSettings postfix;

    /** A name or a table in a list, and whether the list includes or excludes what it matches. */
    private record Pattern(String text, boolean includes) {}

    PostfixLists(PostfixSettings postfix) {
        this.postfix = postfix;
    }

    /** Whether a list of domains contains one. The first pattern that matches counts; {@code !} excludes. */
    boolean lists(String parameter, String domain) {
        List<String> names = names(parameter, domain);
        return patterns(postfix.value(parameter), true)
                .filter(pattern -> matches(pattern.text(), names))
                .findFirst()
                .map(Pattern::includes)
                .orElse(false);
    }

    /**
     * The entry of {@code transport_maps} for a domain (transport(5)): for an address in it that nobody has, or else
     * for the domain, one of its parents or {@code *}; empty when there is none.
     */
    String transport(String domain) {
        Stream<String> whole = Stream.of(addressOf(domain)).map(address -> found(TRANSPORTS, address));
        Stream<String> parts = names(TRANSPORTS, domain).stream().map(name -> foundInPart(TRANSPORTS, name));
        Stream<String> every = Stream.of("*").map(key -> found(TRANSPORTS, key));
        return first(Stream.of(whole, parts, every).flatMap(values -> values));
    }

    /**
     * The entry of tables of addresses, such as {@code virtual_alias_maps}, for all addresses of a domain; empty when
     * there is none.
     */
    String ofEveryAddress(String parameter, String domain) {
        String whole = found(parameter, addressOf(domain));
        return whole.isEmpty() ? foundInPart(parameter, "@" + domain) : whole;
    }

    /** Whether each table of a value asks SealMX itself, or another server that is given whole addresses. */
    boolean asksServers(String parameter) {
        return words(parameter).stream().allMatch(table -> table.matches(SERVERS));
    }

    /** The words of a value, separated by commas and white space; text in braces is one word. */
    List<String> words(String parameter) {
        return split(postfix.value(parameter));
    }

    /** As {@link #words}, for a text. */
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
     * As {@link #found(String, String)}, for a key that is part of an address; tables of patterns are not queried for
     * it.
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

    /** The patterns of a list and of the files that it names, whose lines are lists themselves. */
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
     * The names by which a domain is looked up: its own, and its parents, which have a leading dot unless Postfix is
     * configured otherwise.
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
