package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a message whose packets were kept: it had little other readable text, and all of it is still there. */
final class KeptMail {

    private static final Pattern ARMOR = Pattern.compile("(?md)^-----BEGIN PGP MESSAGE-----\\s*?\\n"
            + "((?:[!-9;-~]+:.*\\n"
            + ")*)\\s*\\n"
            + "([0-9A-Za-z+/=\\s]*)-----END PGP MESSAGE-----");
    /** The length of a name, a colon and the longest value that is allowed beside the packets. */
    private static final int LONGEST_LINE = 250;

    private static final int MOST_ARMOR_HEADERS = 10;
    private static final Pattern CLOSING = Pattern.compile("\\s*--[^\r\n]*--\\s*");
    private static final Pattern PREAMBLE =
            Pattern.compile("\\s*(?:This is an OpenPGP/MIME encrypted message \\(RFC \\d{4} and 3156\\)\\s*)?");
    private static final Pattern CHECKSUM = Pattern.compile("\\n=[0-9A-Za-z+/]{4}\\s*\\z");

    private static final Pattern EMPTY_HEADER = Pattern.compile("(?i)(?:version|comment|messageid|hash|charset):");

    private KeptMail() {}

    /**
     * Asserts that there were only empty lines before the first part and after the second, no long text beside the
     * packets, and that the same packets are stored.
     */
    static void assertNothingIsLost(String received, String stored) {
        Matcher armor = armor(received);
        assertThat(received.substring(0, received.indexOf("--"))).matches(PREAMBLE);
        assertThat(received.substring(0, armor.start(2)).lines())
                .allMatch(line -> line.strip().length() <= LONGEST_LINE);
        assertThat(received.substring(armor.start(), armor.start(2)).strip().lines())
                .hasSizeLessThanOrEqualTo(MOST_ARMOR_HEADERS + 1);
        assertThat(received.substring(armor.end()).replaceAll("[\\x1c-\\x1f]", " "))
                .matches(CLOSING);
        assertThat(headers(armor(stored))).isEqualTo(headers(armor));
        assertThat(packets(armor(stored))).isEqualTo(packets(armor));
    }

    private static Matcher armor(String body) {
        // these count as white space at the end of a line, but not in a pattern
        Matcher armor = ARMOR.matcher(body.replaceAll("[\\x1c-\\x1f]", " "));
        assertThat(armor.find()).as("there is an armor").isTrue();
        return armor;
    }

    /** All armor headers except empty ones with known names. */
    private static List<String> headers(Matcher armor) {
        return armor.group(1)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !EMPTY_HEADER.matcher(line).matches())
                .toList();
    }

    private static byte[] packets(Matcher armor) {
        return Base64.getMimeDecoder().decode(CHECKSUM.matcher(armor.group(2)).replaceFirst(""));
    }
}
