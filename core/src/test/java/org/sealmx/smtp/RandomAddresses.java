package org.sealmx.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Addresses of every kind that {@link EmailAddress} accepts: each ASCII character, dots anywhere, quotes, other
 * scripts, any length.
 */
public final class RandomAddresses {

    private static final String CHARACTERS =
            "ab0..  @\"\\'&%+-_=#/!~^*$?`{|}()<>[]:;,\u00f6\u00df\u212a\u0130\u4e2d\u200d\u00a0";
    private static final List<String> DOMAINS = List.of(
            "example.org",
            "localhost",
            "3f2a9c1b7d4e",
            "under_score.example",
            "a-.b_",
            "b\u00fccher.example",
            "stra\u00dfe.example",
            "1.2.3.4",
            "[127.0.0.1]",
            "[IPv6:::1]",
            "x".repeat(63) + "." + "y".repeat(63) + "." + "z".repeat(63) + ".org");

    private final Random random;

    /** The same addresses for the same seed. */
    public RandomAddresses(long seed) {
        random = new Random(seed);
    }

    /**
     * Local parts as they are written in a path: those known to cause trouble, each ASCII character, and that many
     * random ones.
     */
    public List<String> localParts(int byChance) {
        List<String> locals = new ArrayList<>(List.of(
                "user..name.",
                ".",
                "..",
                "a@b",
                "r&d",
                "x".repeat(200),
                "x".repeat(255),
                "\u00e4".repeat(127),
                "\"".repeat(255),
                ".".repeat(255),
                " ",
                "postmaster",
                "%41@[1.2.3.4]"));
        for (char c = ' '; c <= '~'; c++) {
            locals.addAll(List.of("a" + c + "b", Character.toString(c)));
        }
        for (int i = 0; i < byChance; i++) {
            locals.add(local());
        }
        return locals.stream().map(RandomAddresses::quoted).toList();
    }

    /** Addresses in the given domain. */
    public List<EmailAddress> in(String domain, int byChance) {
        return accepted(localParts(byChance).stream().map(local -> local + "@" + domain));
    }

    /** Addresses in domains of every kind. */
    public List<EmailAddress> anywhere(int byChance) {
        return accepted(
                localParts(byChance).stream().map(local -> local + "@" + DOMAINS.get(random.nextInt(DOMAINS.size()))));
    }

    private static List<EmailAddress> accepted(Stream<String> texts) {
        return texts.flatMap(text -> {
                    try {
                        return Stream.of(EmailAddress.parse(text));
                    } catch (AddressSyntaxException e) {
                        return Stream.empty(); // MAIL and RCPT refuse it too
                    }
                })
                .toList();
    }

    private String local() {
        int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 8);
        StringBuilder local = new StringBuilder();
        for (int i = 0; i < length; i++) {
            local.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return local.toString();
    }

    private static String quoted(String local) {
        return "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
