package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;

/**
 * The {@code _id} of an identity document. It is compared as stored, but must not be logged as stored, since its author
 * may have put an address in it; {@link #toString()} is fit for a log.
 *
 * @param value as stored; empty when the document has none
 * @param otherwise names the document in a log when the value is not fit for one
 */
@Immutable
public record DocumentId(String value, String otherwise) {

    private static final String HIDDEN = "(whose id looks like an address)";
    private static final int LONGEST = 100;

    /** An id that is hidden when it looks like an address. */
    public static DocumentId of(String value) {
        return new DocumentId(value, HIDDEN);
    }

    /**
     * An id of a document that can also be named by its place.
     *
     * @param place for example {@code #7 (line 12)}; used only when the value is not fit for a log
     */
    public static DocumentId at(String value, String place) {
        return isName(value) ? of(value) : new DocumentId(value, place);
    }

    /**
     * Whether the value is printable ASCII without spaces, so that it can forge no log line, and without an at sign.
     */
    private static boolean isName(String value) {
        boolean printable = value.length() <= LONGEST && value.chars().allMatch(c -> c > ' ' && c <= '~');
        return printable && !value.isEmpty() && value.indexOf('@') < 0;
    }

    /** The name of the document in a log, in one line; never an address. */
    @Override
    public String toString() {
        return isName(value) ? value : otherwise;
    }
}
