package org.sealmx.smtp;

import java.util.Optional;

/** The encoding of Unicode in letters, digits and hyphens (RFC 3492), without the prefix of A-labels. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    private static final char DELIMITER = '-';

    private Punycode() {}

    /** Encodes code points (RFC 3492 section 6.3). ASCII code points are kept as they are. */
    static String encode(int[] codePoints) {
        StringBuilder out = new StringBuilder();
        for (int c : codePoints) {
            if (c < INITIAL_N) {
                out.append((char) c);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append(DELIMITER);
        }
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        int delta = 0;
        int handled = basic;
        while (handled < codePoints.length) {
            int next = Integer.MAX_VALUE;
            for (int c : codePoints) {
                next = c >= n ? Math.min(next, c) : next;
            }
            delta += (next - n) * (handled + 1);
            n = next;
            for (int c : codePoints) {
                if (c < n) {
                    delta++;
                } else if (c == n) {
                    appendVariable(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    private static void appendVariable(StringBuilder out, int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
                out.append(digit(q));
                return;
            }
            out.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    /** Decodes (RFC 3492 section 6.2); empty when the text is not Punycode. */
    static Optional<String> decode(String text) {
        StringBuilder out = new StringBuilder();
        int basic = Math.max(0, text.lastIndexOf(DELIMITER));
        out.append(text, 0, basic);
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        long i = 0;
        int in = basic > 0 ? basic + 1 : 0;
        int count = out.length();
        while (in < text.length()) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int value = in < text.length() ? valueOf(text.charAt(in++)) : -1;
                if (value < 0) {
                    return Optional.empty();
                }
                i += value * weight;
                int t = threshold(k, bias);
                if (value < t) {
                    break;
                }
                weight *= BASE - t;
                if (i > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
            }
            count++;
            bias = adapt((int) Math.min(Integer.MAX_VALUE, i - before), count, before == 0);
            long codePoint = n + i / count;
            if (codePoint > Character.MAX_CODE_POINT) {
                return Optional.empty();
            }
            n = (int) codePoint;
            i %= count;
            out.insert(out.offsetByCodePoints(0, (int) i), Character.toString(n));
            i++;
        }
        return Optional.of(out.toString());
    }

    private static int threshold(int k, int bias) {
        return Math.min(T_MAX, Math.max(T_MIN, k - bias));
    }

    private static int adapt(int delta, int count, boolean first) {
        int left = first ? delta / DAMP : delta / 2;
        left += left / count;
        int k = 0;
        while (left > (BASE - T_MIN) * T_MAX / 2) {
            left /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * left / (left + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int valueOf(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }
}
