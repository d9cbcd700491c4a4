package org.sealmx.directory.file;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists names in a line of the log, of which there may be any number. */
final class Names {

    /** How many are named. */
    static final int MOST = 20;

    private Names() {}

    /** For example {@code d1, d2 and 3 more}. */
    static String list(Collection<String> names) {
        String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
        return names.size() <= MOST ? first : first + " and " + (names.size() - MOST) + " more";
    }
}
