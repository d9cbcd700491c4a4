package org.sealmx.smtp;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Which code points a U-label may contain (RFC 5892), derived from the Unicode version of the Java runtime by the
 * algorithm of section 3; code points that this version does not know are refused. The joiners of appendix A.1 and A.2
 * are never allowed, because they are invisible.
 */
final class IdnaCodePoints {

    /** The exceptions of section 2.6 that are allowed, and the dotless i, whose upper case has a dotted lower case. */
    private static final String ALLOWED = "\u00df\u03c2\u06fd\u06fe\u0f0b\u3007\u0131";
    /** The exceptions of section 2.6 that are not allowed. */
    private static final String REFUSED = "\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b";

    private IdnaCodePoints() {}

    /** Whether the code point at an index of a label may be there. */
    static boolean isAllowed(int[] label, int index) {
        int c = label[index];
        if (ALLOWED.indexOf(c) >= 0) {
            return true;
        }
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return isInContext(label, index)
                || (REFUSED.indexOf(c) < 0
                        && !needsContext(c)
                        && isLetterOrDigit(c)
                        && !isIgnorable(c)
                        && !isOldHangul(c)
                        && isStable(c));
    }

    private static boolean isLetterOrDigit(int c) {
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /**
     * Section 2.2: a code point that normalization or case folding would change, such as a full-width letter, is not
     * allowed.
     */
    private static boolean isStable(int c) {
        if (isSmallCherokee(c)) {
            return false;
        }
        String text = Character.toString(c);
        String folded = isCherokee(c)
                ? text
                : Normalizer.normalize(text, Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Form.NFKC).equals(text);
    }

    /** Cherokee is the only script whose letters are folded to upper case. */
    static boolean isCherokee(int c) {
        return c >= 0x13a0 && c <= 0x13f5;
    }

    private static boolean isSmallCherokee(int c) {
        return (c >= 0x13f8 && c <= 0x13fd) || (c >= 0xab70 && c <= 0xabbf);
    }

    /** Section 2.4, limited to letters and marks: variation selectors, fillers and the like. */
    private static boolean isIgnorable(int c) {
        return c == 0x034f
                || (c >= 0x115f && c <= 0x1160)
                || (c >= 0x17b4 && c <= 0x17b5)
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0x20d0 && c <= 0x20ff)
                || (c >= 0x1d100 && c <= 0x1d1ff)
                || (c >= 0x1d200 && c <= 0x1d24f)
                || (c >= 0xe0000 && c <= 0xe0fff);
    }

    /** Section 2.9. */
    private static boolean isOldHangul(int c) {
        return (c >= 0x1100 && c <= 0x11ff) || (c >= 0xa960 && c <= 0xa97f) || (c >= 0xd7b0 && c <= 0xd7ff);
    }

    private static boolean needsContext(int c) {
        return c == 0xb7 || c == 0x375 || c == 0x5f3 || c == 0x5f4 || c == 0x30fb || isArabicDigit(c);
    }

    private static boolean isArabicDigit(int c) {
        return (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9);
    }

    /** The rules of appendix A.3 to A.9. */
    private static boolean isInContext(int[] label, int index) {
        int before = index > 0 ? label[index - 1] : 0;
        int after = index + 1 < label.length ? label[index + 1] : 0;
        return switch (label[index]) {
            case 0xb7 -> before == 'l' && after == 'l';
            case 0x375 -> isOf(after, Character.UnicodeScript.GREEK);
            case 0x5f3, 0x5f4 -> isOf(before, Character.UnicodeScript.HEBREW);
            case 0x30fb -> hasKana(label);
            default -> isArabicDigit(label[index]) && !mixesDigits(label);
        };
    }

    private static boolean isOf(int c, Character.UnicodeScript script) {
        return c > 0 && Character.UnicodeScript.of(c) == script;
    }

    private static boolean hasKana(int[] label) {
        for (int c : label) {
            if (c != 0x30fb
                    && (isOf(c, Character.UnicodeScript.HIRAGANA)
                            || isOf(c, Character.UnicodeScript.KATAKANA)
                            || isOf(c, Character.UnicodeScript.HAN))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mixesDigits(int[] label) {
        boolean arabic = false;
        boolean extended = false;
        for (int c : label) {
            arabic |= c >= 0x660 && c <= 0x669;
            extended |= c >= 0x6f0 && c <= 0x6f9;
        }
        return arabic && extended;
    }
}
