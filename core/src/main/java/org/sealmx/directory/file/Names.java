package org.sealmx.directory.file;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists any number of names in one line of the log. */
final class Names {

    /** How many names are listed at most. */
    static final int MOST = 20;

    private Names() {}

    /** For example {@code d1, d2 and 3 more}. */
    static String list(Collection<String> names) {
        String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
        return names.size() <= MOST ? first : first + " and " + (names.size() - MOST) + " more";
    }
}
