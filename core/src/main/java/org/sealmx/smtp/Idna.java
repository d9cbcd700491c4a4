package org.sealmx.smtp;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Internationalized domain names (IDNA 2008, RFC 5891). Java's {@link java.net.IDN} is IDNA 2003: it turns
 * {@code straße.example} into {@code strasse.example}, which is another domain, and drops invisible characters. This
 * class maps upper case to lower case and canonically equivalent text to one form (RFC 5895, steps 1 and 3); it refuses
 * full-width forms instead of mapping them.
 */
public final class Idna {

    private static final String PREFIX = "xn--";

    private Idna() {}

    /**
     * Converts a domain to lower-case A-labels. ASCII labels are only put into lower case.
     *
     * @param domain any text; only its characters are checked, not whether it is otherwise a valid host name
     * @throws AddressSyntaxException when a label has a character that no domain name may have
     */
    public static String toAscii(String domain) throws AddressSyntaxException {
        StringJoiner ascii = new StringJoiner(".");
        for (String label : domain.split("\\.", -1)) {
            ascii.add(labelToAscii(label));
        }
        return ascii.toString();
    }

    private static String labelToAscii(String label) throws AddressSyntaxException {
        String mapped = Normalizer.normalize(lowerCase(label), Normalizer.Form.NFC);
        if (mapped.chars().allMatch(c -> c < 128)) {
            return mapped;
        }
        int[] codePoints = mapped.codePoints().toArray();
        if (!isULabel(codePoints)) {
            throw new AddressSyntaxException("the domain has a character that no domain name may have (IDNA 2008)");
        }
        return PREFIX + Punycode.encode(codePoints);
    }

    /**
     * Converts letter by letter, because the result must not depend on a letter's neighbours, as it does for a sigma at
     * the end of a word.
     */
    private static String lowerCase(String label) {
        return label.codePoints()
                .mapToObj(c -> IdnaCodePoints.isCherokee(c)
                        ? Character.toString(c)
                        : Character.toString(c).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** RFC 5891 sections 4.2.3.1 to 4.2.3.3. */
    private static boolean isULabel(int[] label) {
        boolean hyphens = label.length >= 4 && label[2] == '-' && label[3] == '-';
        if (hyphens || label[0] == '-' || label[label.length - 1] == '-' || isMark(label[0])) {
            return false;
        }
        for (int i = 0; i < label.length; i++) {
            if (!IdnaCodePoints.isAllowed(label, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Replaces valid A-labels with U-labels; leaves other labels unchanged. */
    public static String toUnicode(String ascii) {
        return Stream.of(ascii.split("\\.", -1)).map(Idna::labelToUnicode).collect(Collectors.joining("."));
    }

    private static String labelToUnicode(String label) {
        Optional<String> decoded =
                label.startsWith(PREFIX) ? Punycode.decode(label.substring(PREFIX.length())) : Optional.empty();
        return decoded.filter(text -> isWrittenAs(text, label)).orElse(label);
    }

    private static boolean isWrittenAs(String text, String label) {
        try {
            return labelToAscii(text).equals(label);
        } catch (AddressSyntaxException e) {
            return false;
        }
    }
}
