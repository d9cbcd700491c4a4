package org.sealmx.server.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lists and tables of a Postfix, read as Postfix reads them (postconf(5), transport(5)): domains by themselves, in files and in tables,
 * parent domains where they count, and what is excluded. Used by one thread.
 */
final class PostfixLists {

    private static final String TABLE = "[a-z0-9_]+:.+";
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

    /** What the tables of a parameter have for a domain, or else for one of its parents; empty when they have nothing. */
    String mapped(String parameter, String domain) {
        return names(parameter, domain).stream()
                .map(name -> found(parameter, name))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What the first of the tables of a parameter that has a key has for it; empty when none has it. */
    String found(String parameter, String key) {
        return words(parameter).stream()
                .map(table -> postfix.lookup(table, key))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
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
                    .anyMatch(name -> !postfix.lookup(pattern, name).isEmpty());
        }
        return names.contains(pattern.toLowerCase(Locale.ROOT));
    }

    /** By which names a domain is looked up: its own, and its parents, which have a dot before them unless Postfix is told otherwise. */
    private List<String> names(String parameter, String domain) {
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
