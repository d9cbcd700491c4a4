package org.sealmx.octets;

/** Finds an octet, eight at a time. */
public final class OctetSearch {

    private OctetSearch() {}

    /**
     * The index of the first octet of a value.
     *
     * @param value from 0 to 127
     * @param from where to begin, at most {@code to}
     * @param to where to end, at most the length of the array
     * @return {@code to} when there is none before it
     */
    public static int next(byte[] octets, int value, int from, int to) {
        long eight = Words.of(value);
        int at = from;
        for (; at <= to - Words.OCTETS; at += Words.OCTETS) {
            long found = Words.equal(Words.at(octets, at), eight);
            if (found != 0) {
                return at + Words.first(found);
            }
        }
        while (at < to && octets[at] != value) {
            at++;
        }
        return at;
    }
}
