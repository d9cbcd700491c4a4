package org.sealmx.octets;

/** Finds the ends of lines, eight octets at a time. */
public final class LineEnds {

    private static final long CARRIAGE_RETURNS = Words.of('\r');
    private static final long LINE_FEEDS = Words.of('\n');
    /** Above both, and below all that is printed. */
    private static final long ABOVE = Words.of('\r' + 1);

    private LineEnds() {}

    /**
     * The index of the first CR or LF.
     *
     * @param from where to begin, at most {@code to}
     * @param to where to end, at most the length of the array
     * @return {@code to} when there is none before it
     */
    public static int next(byte[] octets, int from, int to) {
        int at = from;
        for (; at <= to - Words.OCTETS; at += Words.OCTETS) {
            long word = Words.at(octets, at);
            if (Words.below(word, ABOVE) != 0) {
                long found = Words.equal(word, CARRIAGE_RETURNS) | Words.equal(word, LINE_FEEDS);
                if (found != 0) {
                    return at + Words.first(found);
                }
            }
        }
        while (at < to && octets[at] != '\r' && octets[at] != '\n') {
            at++;
        }
        return at;
    }
}
