package org.sealmx.hop;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server offers in its answer to EHLO or LHLO (RFC 5321 section 4.1.1.1). Immutable.
 *
 * @param keywords in upper case, without parameters
 * @param maxSize the largest message in octets (RFC 1870); empty when there is no limit or it is not known
 * @param mechanisms of AUTH, in upper case (RFC 4954)
 */
record Extensions(Set<String> keywords, OptionalLong maxSize, Set<String> mechanisms) {

    Extensions {
        keywords = Set.copyOf(keywords);
        mechanisms = Set.copyOf(mechanisms);
    }

    /** Reads the reply; its first line is a greeting. */
    static Extensions in(HopReply reply) {
        Set<String> keywords = new HashSet<>();
        Set<String> mechanisms = new HashSet<>();
        OptionalLong maxSize = OptionalLong.empty();
        List<String> lines = reply.lines();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.trim().toUpperCase(Locale.ROOT).split("[ \\t]+");
            keywords.add(words[0]);
            if (words[0].equals("AUTH")) {
                mechanisms.addAll(Arrays.asList(words).subList(1, words.length));
            } else if (words[0].equals("SIZE") && words.length > 1) {
                maxSize = limit(words[1]);
            }
        }
        return new Extensions(keywords, maxSize, mechanisms);
    }

    private static OptionalLong limit(String number) {
        if (!number.matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long limit = Long.parseLong(number);
        return limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    boolean has(String keyword) {
        return keywords.contains(keyword);
    }
}
