package org.sealmx.smtp;

import com.google.errorprone.annotations.Immutable;

/**
 * An enhanced mail system status code, for example {@code 5.1.1} (RFC 3463).
 *
 * @param statusClass 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
@Immutable
public record EnhancedStatus(int statusClass, int subject, int detail) {

    private static final int MAX_PART = 999;

    /** @throws IllegalArgumentException when a part is out of its range */
    public EnhancedStatus {
        if (statusClass != 2 && statusClass != 4 && statusClass != 5) {
            throw new IllegalArgumentException("the class of an enhanced status must be 2, 4 or 5, not " + statusClass);
        }
        if (subject < 0 || subject > MAX_PART || detail < 0 || detail > MAX_PART) {
            throw new IllegalArgumentException(
                    "the subject and the detail of an enhanced status must be 0 to " + MAX_PART);
        }
    }

    /**
     * Parses the dotted form.
     *
     * @throws IllegalArgumentException when the text is not three numbers in their ranges
     */
    public static EnhancedStatus parse(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("an enhanced status has the form 5.1.1, not '" + dotted + "'");
        }
        try {
            return new EnhancedStatus(
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an enhanced status has the form 5.1.1, not '" + dotted + "'", e);
        }
    }

    /** The dotted form. */
    @Override
    public String toString() {
        return statusClass + "." + subject + "." + detail;
    }
}
