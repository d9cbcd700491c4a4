package org.sealmx.measure;

/** How large a message is, in a few classes. */
public enum SizeClass {
    /** At most 64 KiB. */
    UP_TO_64_KIB("up-to-64-kib", 64L << 10),
    /** At most 1 MiB. */
    UP_TO_1_MIB("up-to-1-mib", 1L << 20),
    /** At most 16 MiB. */
    UP_TO_16_MIB("up-to-16-mib", 16L << 20),
    /** Anything larger. */
    LARGER("larger", Long.MAX_VALUE);

    private final String word;
    private final long largest;

    SizeClass(String word, long largest) {
        this.word = word;
        this.largest = largest;
    }

    /** The word for metrics, in lower case. */
    public String word() {
        return word;
    }

    /**
     * The class of a size.
     *
     * @param octets 0 or more
     */
    public static SizeClass of(long octets) {
        for (SizeClass each : values()) {
            if (octets <= each.largest) {
                return each;
            }
        }
        return LARGER;
    }
}
